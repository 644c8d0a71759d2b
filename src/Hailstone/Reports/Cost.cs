using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>What attempts cost, in US dollars.</summary>
public sealed record Cost
{
    /// <summary>From tokens that providers counted.</summary>
    public required decimal Usd { get; init; }

    /// <summary>From estimates of tokens.</summary>
    public required decimal UsdEstimated { get; init; }

    /// <summary>Attempts that may have been billed and nobody said how much, those without an end among them.</summary>
    public required int AttemptsOfUnknownCost { get; init; }

    /// <summary>
    /// The most that it can be: each attempt of unknown cost with what was reserved for it. Null where nothing was.
    /// </summary>
    public decimal? UsdAtMost { get; init; }

    /// <summary>
    /// What is known of the cost: a lower bound where <see cref="AttemptsOfUnknownCost"/> is not 0, and null where
    /// nothing but unknown costs came up.
    /// </summary>
    public decimal? UsdKnown => AttemptsOfUnknownCost > 0 && Usd + UsdEstimated == 0 ? null : Usd + UsdEstimated;

    /// <summary>The cost where no attempt's is unknown; else null.</summary>
    public decimal? UsdComplete => AttemptsOfUnknownCost > 0 ? null : Usd + UsdEstimated;

    internal static Cost Of(IEnumerable<Attempt> attempts)
    {
        decimal reported = 0, estimated = 0;
        decimal? atMost = 0;
        var unknown = 0;
        foreach (var attempt in attempts)
        {
            switch (attempt.Ended)
            {
                case { CostStatus: CostStatus.NotBilled }:
                    break;
                case { CostStatus: CostStatus.Reported, CostUsd: { } usd }:
                    reported += usd;
                    break;
                case { CostStatus: CostStatus.Estimated, CostUsd: { } usd }:
                    estimated += usd;
                    break;
                default:
                    unknown++;
                    atMost += attempt.Started?.ReservedUsd;
                    break;
            }
        }

        return new Cost
        {
            Usd = reported,
            UsdEstimated = estimated,
            AttemptsOfUnknownCost = unknown,
            UsdAtMost = atMost + reported + estimated,
        };
    }
}
