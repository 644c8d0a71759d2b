using Hailstone.Catalogue;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Running;

namespace Hailstone.Cli.Commands;

/// <summary>Says how a suite has changed since a run began: what still counts, what must run, and what to do.</summary>
internal static class SuiteChangeText
{
    private const int MostNames = 5;

    /// <summary>Says it.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Plan plan, IReadOnlyList<Fact> facts, string run)
    {
        var first = facts.OfType<RunStarted>().First();
        var change = SuiteChange.Between(facts, Now(plan, first, first.At));
        var lines = new List<string> { Text.Of(CliMessages.SuiteChanged, Workspace.Shown(first.SuitePath), run) };
        if (change.Items.Count > 0)
            lines.Add(Text.Of(CliMessages.SuiteChangedItems, change.Items.Count, Names(change.Items)));
        if (change.Targets.Count > 0)
            lines.Add(Text.Of(CliMessages.SuiteChangedTargets, change.Targets.Count, Names(change.Targets)));
        if (change.Order)
            lines.Add(CliMessages.SuiteChangedOrder);
        if (change.Scoring)
            lines.Add(CliMessages.SuiteChangedScoring);
        lines.Add(Text.Of(CliMessages.SuiteChangedCounts, change.StillCounts, change.MustRun));
        return Problems.Write(
            string.Join(Environment.NewLine + "    ", lines),
            change.AsksTheSame ? Text.Of(CliMessages.SuiteChangedRescore, run) : CliMessages.SuiteChangedMend);
    }

    /// <summary>The fact that a run of the suite would begin with now.</summary>
    public static RunStarted Now(Plan plan, RunStarted first, DateTimeOffset at) => FirstFact.Of(
        plan, first.Run, Program.Version, first.Options, ModelCatalogue.Embedded().CompiledOn, at);

    private static string Names(IReadOnlyList<string> ids) =>
        string.Join(", ", ids.Take(MostNames)) + (ids.Count > MostNames ? ", …" : "");
}
