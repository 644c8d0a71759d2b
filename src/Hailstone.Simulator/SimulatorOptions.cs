namespace Hailstone.Simulator;

/// <summary>What provider to simulate; by default an ideal one: any key, any model, no quota, no fault.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The project that all keys belong to.</summary>
    internal const string ProjectId = "proj_simulator";

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

    /// <summary>
    /// Whose way of counting quotas, of telling them in headers and of refusing is simulated; default null: that of the
    /// API that is asked.
    /// </summary>
    public Vendor? Vendor { get; init; }

    /// <summary>Whether responses carry the headers that tell of the quota; default true.</summary>
    public bool QuotaHeaders { get; init; } = true;

    /// <summary>Whether a 429 says in a header when to come again; default true.</summary>
    public bool RetryAfter { get; init; } = true;

    /// <summary>
    /// How it says so; default null: as the vendor does (OpenAI and Azure: seconds and milliseconds; Anthropic and
    /// Groq: seconds; Mistral: not at all).
    /// </summary>
    public RetryAfterForm? RetryAfterForm { get; init; }

    /// <summary>How many are answered at a time, over all keys and models; default null: any number.</summary>
    public InFlightOptions? InFlight { get; init; }

    /// <summary>What models cost, by id, for the cost reports; default none: those of others cost nothing.</summary>
    public IReadOnlyDictionary<string, PriceOptions> Prices { get; init; } = new Dictionary<string, PriceOptions>();

    /// <summary>
    /// The keys that usage, costs and configured limits are told to; default none, which tells nobody (401).
    /// </summary>
    public IReadOnlyList<string> AdminKeys { get; init; } = [];

    /// <summary>
    /// How late usage and costs are, in whole minutes that are over: younger calls are not told yet; default 0, at most
    /// a day.
    /// </summary>
    public TimeSpan UsageDelay { get; init; }

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
