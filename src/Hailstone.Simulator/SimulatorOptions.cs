namespace Hailstone.Simulator;

/// <summary>What provider to simulate; by default an ideal one: any key, any model, no quota, no fault.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The seed of all chance; default 1. The same seed and requests give the same replies.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The keys that are accepted; default none, which accepts any key and also no key.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The models that exist, by id; default null: any model, as <see cref="AnyModel"/> says.</summary>
    public IReadOnlyDictionary<string, ModelOptions>? Models { get; init; }

    /// <summary>Whether models exist too that <see cref="Models"/> does not name; default false.</summary>
    public bool AnyOther { get; init; }

    /// <summary>How a model is that exists, though <see cref="Models"/> does not name it.</summary>
    public ModelOptions AnyModel { get; init; } = new();

    /// <summary>The quota of each model that is in no pool, each by itself and per key; default unlimited.</summary>
    public QuotaOptions Quota { get; init; } = new();

    /// <summary>Quotas that several models share, per key; default none.</summary>
    public IReadOnlyList<PoolOptions> Pools { get; init; } = [];

    /// <summary>Whether responses carry the headers of the quota; default true.</summary>
    public bool QuotaHeaders { get; init; } = true;

    /// <summary>Whether a 429 carries <c>retry-after</c>, and <c>retry-after-ms</c> of OpenAI; default true.</summary>
    public bool RetryAfter { get; init; } = true;

    /// <summary>What goes wrong, and how often; default nothing.</summary>
    public IReadOnlyList<FaultOptions> Faults { get; init; } = [];

    /// <summary>When nothing works; default never.</summary>
    public IReadOnlyList<OutageOptions> Outages { get; init; } = [];

    /// <summary>The answers to give; default null: a short answer drawn from the seed and the prompt.</summary>
    public AnswerBook? Answers { get; init; }

    /// <summary>The organization that headers and messages name; default <c>org-simulator</c>.</summary>
    public string Organization { get; init; } = "org-simulator";

    /// <summary>
    /// The wall clock at the simulator's start. Default null: a server takes its clock's time, the core by itself
    /// the first instant of 2026.
    /// </summary>
    public DateTimeOffset? StartedAt { get; init; }
}
