using System.Text;
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
    private const double CharactersPerToken = 4;

    /// <summary>The most an attempt can cost: no tokenizer makes more tokens than there are bytes.</summary>
    public static decimal? Worst(PlannedTarget target, Item item)
    {
        if (target.Price is not { } price || target.Settings.OutputCapTokens is not { } cap)
            return null;
        var bytes = Encoding.UTF8.GetByteCount(item.Prompt) + Encoding.UTF8.GetByteCount(item.System ?? "");
        return Cost.AtMost(price, bytes + EnvelopeTokens, cap);
    }

    /// <summary>What an exchange cost, and how that is known.</summary>
    public static (decimal? Usd, CostStatus Status) Of(
        PlannedTarget target, Item item, Exchange exchange) => exchange switch
        {
            Exchange.Answered { Response: { } response } => OfAnswer(target, item, response),
            Exchange.Failed { Failure: { Usage: { } usage } } =>
                Known(target, usage, null) is { } usd ? (usd, CostStatus.Reported) : (null, CostStatus.Unknown),
            Exchange.Failed { Failure.Status: >= 400 } => (0, CostStatus.NotBilled),
            Exchange.Failed { Failure.Phase: FailurePhase.Connect } => (0, CostStatus.NotBilled),
            Exchange.Failed { Failure.Kind: FailureKind.TurnedAway } => (0, CostStatus.NotBilled),
            _ => (null, CostStatus.Unknown),
        };

    private static (decimal?, CostStatus) OfAnswer(PlannedTarget target, Item item, Response response)
    {
        if (response.Usage is { } usage && Known(target, usage, response.ServiceTier) is { } usd)
            return (usd, CostStatus.Reported);
        var characters = item.Prompt.Length + (item.System?.Length ?? 0);
        var guess = new Usage
        {
            Input = (long)Math.Ceiling(characters / CharactersPerToken),
            CacheRead = 0,
            Output = (long)Math.Ceiling(response.Text.Length / CharactersPerToken),
        };
        return Known(target, guess, response.ServiceTier) is { } estimate
            ? (estimate, CostStatus.Estimated)
            : (null, CostStatus.Unknown);
    }

    private static decimal? Known(PlannedTarget target, Usage usage, string? serviceTier) =>
        target.Price is { } price ? Cost.Of(usage, price, serviceTier) : null;
}
