using System.Text;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running;

/// <summary>What attempts cost.</summary>
internal static class Pricing
{
    private const int EnvelopeTokens = 64;

    /// <summary>
    /// The most an attempt can cost: no tokenizer makes more tokens than there are bytes. Where the price or the
    /// answer's length is not known, it is what the suite wants a call to be counted at; null where that is not said.
    /// </summary>
    /// <param name="target">Whom it asks.</param>
    /// <param name="item">What it asks.</param>
    /// <param name="turn">What the model has already said of the turn, or null.</param>
    public static decimal? Worst(PlannedTarget target, Item item, JsonElement? turn)
    {
        if (target.Price is not { } price || target.Settings.OutputCapTokens is not { } cap)
            return target.Target.MaxCallUsd;
        var bytes = Encoding.UTF8.GetByteCount(item.Prompt) + Encoding.UTF8.GetByteCount(item.System ?? "")
            + (turn is { } said ? Encoding.UTF8.GetByteCount(said.GetRawText()) : 0);
        return Cost.AtMost(price, bytes + EnvelopeTokens, cap);
    }

    /// <summary>What an exchange cost, and how that is known.</summary>
    /// <param name="target">Whom it asked.</param>
    /// <param name="item">What it asked.</param>
    /// <param name="exchange">How it went.</param>
    /// <param name="usualOutputTokens">Tokens of the target's answers so far, or null.</param>
    public static (decimal? Usd, CostStatus Status) Of(
        PlannedTarget target, Item item, Exchange exchange, double? usualOutputTokens) => exchange switch
        {
            Exchange.Answered { Response: { } response } => OfAnswer(target, item, response),
            Exchange.Failed failed => OfFailure(target, item, failed, usualOutputTokens),
            _ => throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null),
        };

    private static (decimal?, CostStatus) OfAnswer(PlannedTarget target, Item item, Response response)
    {
        if (response.Usage is { } usage && Known(target, usage, response.ServiceTier) is { } usd)
            return (usd, CostStatus.Reported);
        return Guess(target, InputTokens(target, item), OutputTokens(target, response.Text), response.ServiceTier);
    }

    // An answer that broke on its way was given all the same, and is billed whole; an error of the provider's own is
    // not; and of a call that nobody answered, nobody knows.
    private static (decimal?, CostStatus) OfFailure(
        PlannedTarget target, Item item, Exchange.Failed exchange, double? usualOutputTokens)
    {
        var failure = exchange.Failure;
        if (failure.Status >= 400 || failure.Phase == FailurePhase.Connect
            || failure.Kind is FailureKind.Error or FailureKind.TurnedAway)
            return (0, CostStatus.NotBilled);
        if (failure.Status is null or < 200 or >= 300 || !AnswerHadBegun(exchange))
            return (null, CostStatus.Unknown);
        var output = Math.Max(OutputTokens(target, failure.Partial ?? ""), (long)(usualOutputTokens ?? 0));
        return Guess(
            target,
            failure.Usage?.Input ?? InputTokens(target, item),
            Math.Max(output, failure.Usage?.Output ?? 0),
            null);
    }

    // A page of a proxy's is no answer.
    private static bool AnswerHadBegun(Exchange.Failed exchange) =>
        exchange.Failure is { Partial: not null } or { Usage: not null }
        || exchange.ResponseBody?.TrimStart() is { Length: > 0 } body && body[0] != '<';

    private static (decimal?, CostStatus) Guess(PlannedTarget target, long input, long output, string? serviceTier)
    {
        var guess = new Usage { Input = input, CacheRead = 0, Output = output };
        return Known(target, guess, serviceTier) is { } usd
            ? (usd, CostStatus.Estimated)
            : (null, CostStatus.Unknown);
    }

    private static long InputTokens(PlannedTarget target, Item item) => (long)Math.Ceiling(
        TokenCounter.Count(item.Prompt, target.Model) + TokenCounter.Count(item.System ?? "", target.Model));

    // By characters whatever the model: its text may be made to keep a tokenizer busy, and this is the run's own loop.
    private static long OutputTokens(PlannedTarget target, string text) =>
        (long)Math.Ceiling(CharacterEstimate.Of(text) * (target.Model.Fact?.TokenFactor ?? 1));

    private static decimal? Known(PlannedTarget target, Usage usage, string? serviceTier) =>
        target.Price is { } price ? Cost.Of(usage, price, serviceTier) : null;
}
