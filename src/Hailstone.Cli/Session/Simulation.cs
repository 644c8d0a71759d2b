using Hailstone.Planning;
using Hailstone.Simulator;
using Hailstone.Suites;

namespace Hailstone.Cli.Session;

/// <summary>The simulator in the process: it answers for every provider, without a key and without a network.</summary>
internal sealed class Simulation : IDisposable
{
    private readonly SimulatorServer? _server;

    private Simulation(SimulatorServer? server, IReadOnlyList<Problem> problems)
    {
        _server = server;
        Problems = problems;
    }

    /// <summary>What is wrong with the suite's <c>simulate.yaml</c>; empty where all is well.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The suite's file of answers; it need not be there.</summary>
    public static string AnswersOf(Suite suite) =>
        Path.Combine(Path.GetDirectoryName(suite.Path)!, "simulate.yaml");

    /// <summary>Starts it, with the suite's answers where it has some.</summary>
    public static async Task<Simulation> StartAsync(Plan plan, TimeProvider time)
    {
        var (book, problems) = Book(plan.Suite);
        if (problems.Count > 0)
            return new Simulation(null, problems);
        var options = new SimulatorOptions { Seed = plan.Seed, Answers = book };
        return new Simulation(await SimulatorServer.StartAsync(options, 0, time, CancellationToken.None), []);
    }

    /// <summary>The suite's answers, or what is wrong with them.</summary>
    public static (AnswerBook? Book, IReadOnlyList<Problem> Problems) Book(Suite suite)
    {
        var file = AnswersOf(suite);
        if (!File.Exists(file))
            return (null, []);
        var prompts = new Dictionary<string, string>();
        foreach (var item in suite.Items)
            prompts.TryAdd(item.Prompt, item.Id);
        return AnswerBook.Load(file, prompts) switch
        {
            AnswerBookResult.Valid valid => (valid.Book, []),
            AnswerBookResult.Invalid invalid => (null, [.. invalid.Problems.Select(problem => new Problem(
                new Place(Workspace.Shown(problem.File), problem.Line, problem.Column),
                problem.Code,
                problem.Message,
                problem.Mend))]),
            _ => throw new InvalidOperationException("An answer book is valid or it is not."),
        };
    }

    /// <summary>The simulator for every provider, at the path that its dialect has.</summary>
    public IReadOnlyDictionary<string, Endpoint> Endpoints(Plan plan) => plan.Targets
        .DistinctBy(target => target.Model.Provider.Id)
        .ToDictionary(
            target => target.Model.Provider.Id,
            target => new Endpoint(target.Model.Provider.Id, BaseUrlOf(target), "simulated"));

    public void Dispose() => _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Anthropic's base URL ends before the version, and everybody else's behind it.
    private Uri BaseUrlOf(PlannedTarget target) =>
        target.Settings.Dialect == "messages" ? _server!.Address : new Uri(_server!.Address, "v1");
}
