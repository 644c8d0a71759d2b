using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Reports;
using Hailstone.Scoring;

namespace Hailstone.Tests.Reports;

/// <summary>Tells a run fact by fact, a second apart.</summary>
internal sealed class Story
{
    private readonly Dictionary<int, string> _answers = [];
    private DateTimeOffset _now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private int _attempts;

    private Story(RunStarted started)
    {
        Started = started;
        Facts.Add(started);
    }

    public List<Fact> Facts { get; } = [];

    public RunStarted Started { get; }

    /// <summary>The number of the newest attempt.</summary>
    public int Newest => _attempts;

    public static Story Of(int items, int targets, int repeats = 1, Func<RunStarted, RunStarted>? change = null)
    {
        var started = new RunStarted
        {
            At = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
            Run = "r1",
            Version = "0.1.0",
            Suite = "suite",
            SuiteHash = "ab12",
            SuitePath = "suite.yaml",
            Plan = "cd34",
            Options = new RunOptions(),
            Items = [.. Enumerable.Range(1, items).Select(item => new ItemFact($"q{item}", null, null))],
            Targets = [.. Enumerable.Range(0, targets).Select(target => Target($"{(char)('A' + target)}"))],
            Repeats = repeats,
            Seed = 1,
            PriceDate = new DateOnly(2026, 11, 20),
        };
        return new Story(change?.Invoke(started) ?? started);
    }

    public static TargetFact Target(string id, string group = "all") => new()
    {
        Id = id,
        Model = id,
        WireId = id,
        Group = group,
        Provider = "openai",
        Dialect = "responses",
        Asked = JsonDocument.Parse("{}").RootElement,
        Sent = JsonDocument.Parse("{}").RootElement,
    };

    public Report Report() => Hailstone.Reports.Report.Fold(Facts, attempt => _answers.GetValueOrDefault(attempt));

    /// <summary>The clock goes on.</summary>
    public Story Later(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>A question leaves and no end is known.</summary>
    public Story Asks(int trial, Purpose purpose = Purpose.Ask, decimal? reserved = null) => Keep(new AttemptStarted
    {
        At = _now,
        Attempt = ++_attempts,
        Trial = trial,
        Purpose = purpose,
        ReservedUsd = reserved,
    });

    /// <summary>A question leaves and fails.</summary>
    public Story Fails(
        int trial,
        string name = "server_error",
        CostStatus cost = CostStatus.NotBilled,
        Purpose purpose = Purpose.Ask) =>
        Asks(trial, purpose).Keep(End(trial, cost, null) with { Failure = name, Message = $"{name} was said" });

    /// <summary>A question leaves and is answered, without an end of its trial yet.</summary>
    public Story Answers(
        int trial,
        decimal? usd = 0.001m,
        CostStatus cost = CostStatus.Reported,
        double seconds = 1,
        double wait = 0,
        Purpose purpose = Purpose.Ask)
    {
        Asks(trial, purpose);
        _answers[_attempts] = $"answer of {_attempts}";
        return Keep(End(trial, cost, usd) with
        {
            Stop = StopReason.Stop,
            WaitSeconds = wait,
            Usage = new Usage { Input = 100, Output = 20 },
            Stamps = new Stamps
            {
                Sent = TimeSpan.FromSeconds(0.5),
                FirstContent = TimeSpan.FromSeconds(0.5 + seconds / 2),
                Closed = TimeSpan.FromSeconds(0.5 + seconds),
            },
        });
    }

    /// <summary>A trial ends.</summary>
    public Story Ends(int trial, Outcome outcome, double? score = null, string explain = "so it was") =>
        Keep(new TrialEnded
        {
            At = _now,
            Trial = trial,
            Outcome = outcome,
            Score = score,
            Attempt = _attempts,
            Explain = explain,
        });

    /// <summary>A question leaves, is answered and scored.</summary>
    public Story Scores(int trial, double score, decimal? usd = 0.001m, double seconds = 1, double wait = 0) =>
        Answers(trial, usd, seconds: seconds, wait: wait).Ends(trial, Outcome.Scored, score);

    public Story Stops(int target, string reason = "model_not_found: no such model", string mend = "Take another.") =>
        Keep(new TargetStopped { At = _now, Target = target, Reason = reason, Mend = mend });

    public Story RunsOutOfMoney(int target) => Keep(new TargetStopped
    {
        At = _now,
        Target = target,
        Reason = "Its own budget is spent.",
        Mend = "Give it more.",
        OutOfMoney = true,
    });

    public Story Resumes() => Keep(new RunResumed { At = _now, Version = "0.1.0" });

    public Story Finishes(EndReason because = EndReason.Complete, double? bound = null) =>
        Keep(new RunEnded { At = _now, Because = because, LowerBoundSeconds = bound });

    public Story Keep(Fact fact)
    {
        Facts.Add(fact);
        return Later(1);
    }

    private AttemptEnded End(int trial, CostStatus cost, decimal? usd) => new()
    {
        At = _now,
        Attempt = _attempts,
        Trial = trial,
        CostStatus = cost,
        CostUsd = usd,
    };
}
