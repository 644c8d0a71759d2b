namespace Hailstone.Pacing;

/// <summary>The names of buckets.</summary>
internal static class BucketNames
{
    /// <summary>Requests.</summary>
    public const string Requests = "requests";

    /// <summary>Requests a day, where headers or the account tell of them beside those of a minute.</summary>
    public const string RequestsPerDay = "requests_per_day";

    /// <summary>Tokens, input and output together.</summary>
    public const string Tokens = "tokens";

    /// <summary>Input tokens.</summary>
    public const string InputTokens = "input_tokens";

    /// <summary>Output tokens.</summary>
    public const string OutputTokens = "output_tokens";

    /// <summary>Whether a bucket counts requests, and not tokens.</summary>
    public static bool IsOfRequests(string name) => name is Requests or RequestsPerDay;

    /// <summary>What a suite calls the limit of a bucket.</summary>
    public static string InSuite(string name) => name switch
    {
        Requests => "rpm",
        RequestsPerDay => "rpd",
        InputTokens => "itpm",
        OutputTokens => "otpm",
        _ => "tpm",
    };
}
