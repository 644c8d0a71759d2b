using System.CommandLine;
using Hailstone.Benchmarks.Bars;
using Hailstone.Benchmarks.Engine;
using Hailstone.Benchmarks.Replay;

var root = new RootCommand("Measures Hailstone's engine. docs/benchmarks.md says what the figures mean.")
{
    BarsCommand.Make(),
    EngineCommand.Make(),
    ReplayCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
