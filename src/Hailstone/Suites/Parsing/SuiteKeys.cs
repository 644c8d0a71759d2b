namespace Hailstone.Suites.Parsing;

/// <summary>Every key and every fixed word of the suite file; <c>docs/suite.schema.json</c> says the same.</summary>
internal static class SuiteKeys
{
    public static readonly string[] Suite =
    [
        "name", "description", "defaults", "system", "targets", "providers", "items", "dataset", "score", "repeats",
        "seed", "policy", "budget", "gates",
    ];

    public static readonly string[] Parameters =
    [
        "max_output_tokens", "temperature", "top_p", "effort", "verbosity", "seed", "stop", "stream", "format",
        "on_unsupported",
    ];

    public static readonly string[] Defaults = [.. Parameters, "max_call_usd"];

    public static readonly string[] Target = ["id", "model", .. Defaults, "budget_usd"];

    public static readonly string[] Format = ["json_schema"];

    public static readonly string[] Provider = ["dialect", "base_url", "key", "tier", "limits"];

    public static readonly string[] Limits = ["rpm", "tpm", "itpm", "otpm", "rpd"];

    public static readonly string[] Item = ["id", "category", "tags", "cluster", "prompt", "expect"];

    public static readonly string[] Dataset =
        ["file", "header", "quote", "prompt", "expect", "id", "category", "tags", "cluster"];

    public static readonly string[] Budget = ["usd", "per_target_usd", "warn_at"];

    public static readonly string[] Policy = ["fixed"];

    public static readonly string[] Fixed =
        ["pause", "thinking_pause", "claude_pause", "after_error", "tries", "first_wait", "max_time"];

    public static readonly string[] Gate = ["score", "score_low", "cost_usd", "failed_share", "p95_seconds"];

    /// <summary>Where JSON may stand in an answer, in the order of <see cref="JsonPlace"/>.</summary>
    public static readonly string[] JsonPlaces = ["whole", "fence", "anywhere"];

    /// <summary>What a check may ask of a number, in the order of <see cref="NumberBound"/>.</summary>
    public static readonly string[] NumberBounds = ["equals", "range", "at_least", "at_most"];

    /// <summary>The keys of each type of scorer.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Scorers = new Dictionary<string, string[]>
    {
        ["exact"] = ["type", "weight", "equals", "ignore_case"],
        ["contains"] = ["type", "weight", "text", "ignore_case"],
        ["regex"] = ["type", "weight", "pattern", "ignore_case"],
        ["number"] = ["type", "weight", "path", "equals", "range", "tolerance", "order_of_magnitude"],
        ["json_fields"] = ["type", "weight", "require"],
        ["rubric"] = ["type", "weight", "checks"],
    };

    /// <summary>The keys of each kind of check of a rubric; the first is the one that names the kind.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Checks = new Dictionary<string, string[]>
    {
        ["json"] = ["json", "points"],
        ["has"] = ["has", "points"],
        ["any_of"] = ["any_of", "points"],
        ["number"] = ["number", "points", .. NumberBounds, "tolerance", "order_of_magnitude"],
        ["text"] = ["text", "points", "equals", "ignore_case"],
    };

    /// <summary>What the file format names and this version does not have yet.</summary>
    public static readonly string[] LaterScorers =
        ["choice", "json_schema", "similarity", "judge", "program"];

    public const string LaterKey = "stop_when";

    public const string LaterGate = "regression_from";

    public static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    public static readonly string[] Verbosities = ["low", "medium", "high"];

    public static readonly string[] Dialects = ["chat", "responses", "messages"];

    public static readonly string[] Formats = ["text", "json"];

    public static readonly string[] Unsupported = ["error", "omit"];
}
