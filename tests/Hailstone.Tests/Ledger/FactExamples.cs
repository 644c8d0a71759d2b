using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Suites;

namespace Hailstone.Tests.Ledger;

/// <summary>Every kind of fact twice: with every field set, and with only those that must be.</summary>
public static class FactExamples
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 9, 30, 15, 250, TimeSpan.FromHours(9));

    private static readonly JsonElement Empty = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    private static readonly JsonElement Asked =
        JsonDocument.Parse("""{"effort":"high","max_output_tokens":4096,"stop":["끝"]}""").RootElement;

    private static readonly Price FullPrice = new()
    {
        From = new DateOnly(2026, 1, 31),
        To = new DateOnly(2026, 12, 31),
        Input = 1.25m,
        Output = 10m,
        CacheRead = 0.125m,
        CacheWrite = 1.5625m,
        CacheWriteHour = 2.5m,
        BatchFactor = 0.5m,
        FlexFactor = 0.75m,
        FastFactor = 6m,
        LongInput = new LongPrice
        {
            Above = 200_000,
            Input = 2.5m,
            Output = 15m,
            CacheRead = 0.25m,
            CacheWrite = 3.125m,
            CacheWriteHour = 5m,
        },
        Unverified = true,
    };

    /// <summary>One of each kind with every field set.</summary>
    public static IReadOnlyList<Fact> Full =>
    [
        FullStart,
        new RunResumed
        {
            At = At,
            Version = "0.1.0",
            Policy = PolicyFact.Of(new PolicySettings(PolicyKind.Fixed)),
            RetriesFailed = true,
            BudgetUsd = 7.50m,
            TargetBudgetUsd = 2.50m,
        },
        new RunRescored
        {
            At = At,
            Version = "0.2.0",
            SuiteHash = new string('d', 64),
            Plan = new string('e', 64),
            Scoring = new string('f', 24),
            Expected = [new string('1', 24), new string('2', 24)],
            Gates = [new GateFact("score", ">=", 0.80m)],
        },
        new AttemptStarted { At = At, Attempt = 3, Trial = 7, Purpose = Purpose.Judge, ReservedUsd = 0.0123m },
        FullEnd,
        new TrialEnded
        {
            At = At, Trial = 7, Outcome = Outcome.Scored, Score = 0.75, Attempt = 3, Confidence = 0.9,
            Explain = "값 200000은 \"맞습니다\".",
        },
        new TargetAmended
        {
            At = At,
            Target = 3,
            Dialect = "responses",
            Sent = Asked,
            Omitted = ["temperature"],
            Renamed = [new RenamedField("max_tokens", "max_completion_tokens")],
            Reason = "only supported in v1/responses",
        },
        new TargetStopped
        {
            At = At, Target = 2, Reason = "its budget is spent", Mend = "give it more", OutOfMoney = true,
        },
        new ProviderPaused { At = At, Pool = "openai/sol", Reason = "overloaded", Until = At.AddMinutes(2) },
        new ProviderResumed { At = At, Pool = "openai/sol" },
        new RunEnded
        {
            At = At,
            Because = EndReason.Quota,
            LowerBoundSeconds = 61.5,
            ResumeAt = At.AddHours(2),
        },
    ];

    /// <summary>One of each kind with what may be null left out.</summary>
    public static IReadOnlyList<Fact> Bare =>
    [
        BareStart,
        new RunResumed { At = At, Version = "0.1.0" },
        new RunRescored { At = At, Version = "0.1.0", SuiteHash = "", Plan = "", Scoring = "", Expected = [] },
        new AttemptStarted { At = At, Attempt = 1, Trial = 0, Purpose = Purpose.Ask },
        new AttemptEnded { At = At, Attempt = 1, Trial = 0, CostStatus = CostStatus.Unknown },
        new TrialEnded { At = At, Trial = 0, Outcome = Outcome.NotRun, Explain = "" },
        new TargetAmended { At = At, Target = 0, Dialect = "", Sent = Empty, Reason = "" },
        new TargetStopped { At = At, Target = 0, Reason = "", Mend = "" },
        new ProviderPaused { At = At, Pool = "", Reason = "" },
        new ProviderResumed { At = At, Pool = "" },
        new RunEnded { At = At, Because = EndReason.Complete },
    ];

    private static RunStarted FullStart => new()
    {
        At = At,
        Run = "20261122-093015-sizing",
        Version = "0.1.0",
        Suite = "시장-규모",
        SuiteHash = new string('a', 64),
        SuitePath = "/home/kim/suite.yaml",
        Plan = new string('b', 64),
        Options = new RunOptions
        {
            Simulated = true,
            SimulatedAnswers = true,
            Imported = true,
            Targets = ["sol-high"],
            Groups = ["thinking"],
            Limit = 10,
            Repeats = 3,
            BudgetUsd = 5.00m,
            TargetBudgetUsd = 1.00m,
            Policy = "fixed",
            InFlight = 8,
            AllowOutside = true,
        },
        Items =
        [
            new ItemFact("literal-lookup", "simple", "passage-1")
            {
                Asked = new string('3', 24),
                Expected = new string('4', 24),
            },
            new ItemFact("q2", "hard", "passage-2") { Asked = new string('5', 24), Expected = new string('6', 24) },
        ],
        Targets =
        [
            new TargetFact
            {
                Id = "sol-high",
                Model = "gpt-6.1-sol",
                WireId = "gpt-6.1-sol",
                Group = "thinking",
                Provider = "openai",
                Dialect = "responses",
                Fingerprint = new string('7', 24),
                Asked = Asked,
                Sent = Asked,
                Omitted = ["temperature"],
                Price = FullPrice,
                Refused = "retired",
            },
        ],
        Scoring = new string('8', 24),
        Policy = PolicyFact.Of(new PolicySettings(PolicyKind.Fixed)),
        Repeats = 3,
        Seed = -42,
        PriceDate = new DateOnly(2026, 11, 1),
        Gates = [new GateFact("score", ">=", 0.80m)],
    };

    private static RunStarted BareStart => new()
    {
        At = At,
        Run = "r1",
        Version = "0.1.0",
        Suite = "s",
        SuiteHash = "",
        SuitePath = "",
        Plan = "",
        Options = new RunOptions(),
        Items = [new ItemFact("q1", null, null)],
        Targets =
        [
            new TargetFact
            {
                Id = "a", Model = "a", WireId = "a", Group = "g", Provider = "p", Dialect = "chat",
                Asked = Empty, Sent = Empty,
            },
        ],
        Repeats = 1,
        Seed = 0,
        PriceDate = new DateOnly(2026, 11, 1),
    };

    private static AttemptEnded FullEnd => new()
    {
        At = At,
        Attempt = 3,
        Trial = 7,
        Failure = "rate_limit",
        CountsAsTry = true,
        AgainAfterSeconds = 2.5,
        Message = "Rate limit reached",
        Status = 429,
        RequestId = "req_1",
        RequestHash = new string('c', 64),
        Stop = StopReason.MaxTokens,
        StopRaw = "max_tokens",
        Model = "gpt-6.1-sol-2026-10-01",
        ServiceTier = "default",
        Effort = "medium",
        Usage = new Usage
        {
            Input = 5_000_000_000,
            CacheRead = 2,
            CacheWrite = 3,
            CacheWriteHour = 4,
            Output = 5,
            Reasoning = 1,
        },
        CostUsd = 0.000000000123m,
        CostStatus = CostStatus.Reported,
        WaitSeconds = 0.1,
        Stamps = new Stamps
        {
            Sent = TimeSpan.FromTicks(1),
            Head = TimeSpan.FromMilliseconds(2),
            FirstContent = TimeSpan.FromMilliseconds(3),
            FirstAnswer = TimeSpan.FromMilliseconds(4),
            LastContent = TimeSpan.FromSeconds(5),
            Closed = TimeSpan.FromMinutes(6),
        },
    };
}
