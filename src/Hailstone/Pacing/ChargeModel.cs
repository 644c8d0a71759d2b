using Hailstone.Catalogue;

namespace Hailstone.Pacing;

/// <summary>What the requests of one target take, under the provider's rule and by what has been seen.</summary>
/// <param name="rule">How the provider counts.</param>
/// <param name="inputFactor">How many tokens the model makes of each that is estimated, until it tells.</param>
internal sealed class ChargeModel(ChargeRule rule, double inputFactor = 1)
{
    private const double UsualShare = 0.8;
    private const double Newest = 0.1;

    private readonly Recent _outputs = new();
    private double _inputFactor = inputFactor;
    private double? _seenFactor;
    private double _seenAtFirst;

    /// <summary>What most answers have taken at most, in tokens: the 80th percentile; null before the first.</summary>
    public double? UsualOutputTokens => _outputs.Quantile(UsualShare);

    /// <summary>What half of the answers have taken at most, in tokens; null before the first.</summary>
    public double? MedianOutputTokens => _outputs.Quantile(0.5);

    /// <summary>The charge of a request.</summary>
    /// <param name="length">How long its question is.</param>
    /// <param name="sentCapTokens">The output cap as sent, or null where none was.</param>
    public Charge Of(QuestionLength length, long? sentCapTokens)
    {
        var input = Math.Ceiling(length.Tokens) * _inputFactor;
        var output = UsualOutputTokens ?? sentCapTokens ?? 0;
        var tokens = rule switch
        {
            ChargeRule.LargerOfCapAndEstimate => Math.Max(length.Rough, sentCapTokens ?? 0),
            ChargeRule.InputAndCap => input + (sentCapTokens ?? 0),
            _ => input + output,
        };
        tokens = Math.Max(tokens * (_seenFactor ?? 1), _outputs.Count == 0 ? _seenAtFirst : 0);
        return new Charge(input, output, tokens);
    }

    /// <summary>What a request takes of all tokens for good; null where the provider settles it.</summary>
    /// <param name="length">How long its question is.</param>
    /// <param name="sentCapTokens">The output cap as sent, or null where none was.</param>
    public double? Kept(QuestionLength length, long? sentCapTokens) =>
        IsSettled(rule) ? null : Of(length, sentCapTokens).Tokens;

    /// <summary>An answer came: learns from what the provider counted.</summary>
    /// <param name="length">How long the question was.</param>
    /// <param name="usage">The tokens.</param>
    public void Answered(QuestionLength length, Usage usage)
    {
        if (usage.Output is { } output)
            _outputs.Add(output);
        var guess = Math.Ceiling(length.Tokens);
        if (guess > 0 && usage.Input is > 0 and { } input)
            _inputFactor += (Math.Clamp(input / guess, 0.1, 1000) - _inputFactor) * (_outputs.Count <= 1 ? 1 : Newest);
    }

    /// <summary>
    /// The first answer on an idle key shows to the token what its request was charged. Where charges are settled later
    /// it is the least to go by until answers tell more.
    /// </summary>
    /// <param name="charged">What we had taken.</param>
    /// <param name="seen">What was gone.</param>
    public void Calibrate(double charged, double seen)
    {
        if (IsSettled(rule))
            _seenAtFirst = seen;
        else if (_seenFactor is null && charged > 0)
            _seenFactor = Math.Clamp(seen / charged, 0.05, 20);
    }

    /// <summary>What a provider that settles would have charged, now that the tokens are known.</summary>
    /// <param name="usage">The tokens as counted.</param>
    /// <returns>The settled charge, or null where the provider never gives back.</returns>
    public Charge? Settled(Usage usage) => Settled(rule, usage);

    /// <inheritdoc cref="Settled(Usage)"/>
    public static Charge? Settled(ChargeRule rule, Usage usage) =>
        IsSettled(rule) && usage is { Input: { } input, Output: { } output }
            ? new Charge(
                input - (rule == ChargeRule.InputAndProducedOutput ? usage.CacheRead ?? 0 : 0),
                output,
                (double)input + output)
            : null;

    private static bool IsSettled(ChargeRule rule) =>
        rule is not (ChargeRule.LargerOfCapAndEstimate or ChargeRule.InputAndCap);
}
