using Hailstone.Catalogue;

namespace Hailstone.Pacing;

/// <summary>What one request takes from the buckets of its pool.</summary>
/// <param name="Input">Input tokens, estimated.</param>
/// <param name="Output">Output tokens, expected.</param>
/// <param name="Tokens">What a bucket of input and output together is charged.</param>
internal readonly record struct Charge(double Input, double Output, double Tokens)
{
    private const double CharactersPerToken = 4;

    /// <summary>The charge of a request under a provider's rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="characters">Characters of the prompt and the instruction.</param>
    /// <param name="sentCapTokens">The output cap as sent, or null where none was.</param>
    /// <param name="usualOutputTokens">What answers of the target have taken so far, or null where none has
    /// come.</param>
    public static Charge Of(ChargeRule rule, long characters, long? sentCapTokens, double? usualOutputTokens)
    {
        var input = Math.Ceiling(characters / CharactersPerToken);
        var output = usualOutputTokens ?? sentCapTokens ?? 0;
        var tokens = rule switch
        {
            ChargeRule.LargerOfCapAndEstimate => Math.Max(input, sentCapTokens ?? 0),
            ChargeRule.InputAndCap => input + (sentCapTokens ?? 0),
            _ => input + output,
        };
        return new Charge(input, output, tokens);
    }

    /// <summary>The part that falls on a bucket.</summary>
    /// <param name="bucket">The bucket's name.</param>
    public double On(string bucket) => bucket switch
    {
        BucketNames.Requests => 1,
        BucketNames.InputTokens => Input,
        BucketNames.OutputTokens => Output,
        _ => Tokens,
    };

    /// <summary>What a provider that settles would have charged, now that the tokens are known.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="usage">The tokens as counted.</param>
    /// <returns>The settled charge, or null where the provider never gives back.</returns>
    public static Charge? Settled(ChargeRule rule, Usage usage) => rule switch
    {
        ChargeRule.LargerOfCapAndEstimate or ChargeRule.InputAndCap => null,
        _ when usage is { Input: { } input, Output: { } output } =>
            new Charge(
                input - (rule == ChargeRule.InputAndProducedOutput ? usage.CacheRead ?? 0 : 0),
                output,
                (double)input + output),
        _ => null,
    };
}

/// <summary>The names of buckets.</summary>
internal static class BucketNames
{
    /// <summary>Requests.</summary>
    public const string Requests = "requests";

    /// <summary>Tokens, input and output together.</summary>
    public const string Tokens = "tokens";

    /// <summary>Input tokens.</summary>
    public const string InputTokens = "input_tokens";

    /// <summary>Output tokens.</summary>
    public const string OutputTokens = "output_tokens";
}
