using Hailstone.Ledger;

namespace Hailstone.Cli.Session;

/// <summary>
/// What was spent since a day by UTC, over all runs in which real money was spent. As in a run's own budget, what
/// nobody knows the cost of counts at the most that it can be, and so does what has begun and not ended.
/// </summary>
/// <param name="since">The first day that counts.</param>
internal sealed class SpentSince(DateOnly since)
{
    private readonly Dictionary<int, AttemptStarted> _open = [];
    private bool _isReal;

    /// <summary>US dollars.</summary>
    public decimal Usd { get; private set; }

    /// <summary>Attempts of which nobody knows either what they cost or what they can have cost: not counted.</summary>
    public int Unbounded { get; private set; }

    /// <summary>Takes the next fact: of one run after the other, each from its beginning.</summary>
    public void Add(Fact fact)
    {
        switch (fact)
        {
            case RunStarted started:
                _open.Clear();
                _isReal = started.Options is { Simulated: false, Imported: false };
                break;
            case AttemptStarted started when _isReal:
                _open[started.Attempt] = started;
                Count(started.At, started.ReservedUsd, 1);
                break;
            case AttemptEnded ended when _isReal:
                if (_open.Remove(ended.Attempt, out var begun))
                    Count(begun.At, begun.ReservedUsd, -1);
                Count(ended.At, CostOf(ended, begun?.ReservedUsd), 1);
                break;
        }
    }

    private static decimal? CostOf(AttemptEnded ended, decimal? worstUsd) => ended.CostStatus switch
    {
        CostStatus.NotBilled => 0,
        CostStatus.Unknown => worstUsd,
        // What a broken answer cost is a guess at the likely.
        CostStatus.Estimated when ended.Failure is not null => worstUsd ?? ended.CostUsd,
        _ => ended.CostUsd,
    };

    private void Count(DateTimeOffset at, decimal? usd, int sign)
    {
        if (DateOnly.FromDateTime(at.UtcDateTime) < since)
            return;
        Usd += sign * (usd ?? 0);
        Unbounded += usd is null ? sign : 0;
    }
}
