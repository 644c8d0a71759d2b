namespace Hailstone.Running;

/// <summary>What has been spent and what is reserved. It never passes the limit, whatever is in flight.</summary>
/// <param name="limitUsd">The most to spend; null for no limit.</param>
/// <param name="warnAt">Shares of it at which to warn.</param>
/// <param name="target">The target whose money it is; null for that of the whole run.</param>
internal sealed class Money(decimal? limitUsd, IEnumerable<decimal> warnAt, string? target = null)
{
    private readonly Dictionary<int, decimal> _reserved = [];
    private readonly Queue<decimal> _warnings = new(warnAt.Distinct().Order());
    private decimal _reservedUsd;
    private decimal _excess = 1;

    /// <summary>The most to spend; null for no limit.</summary>
    public decimal? LimitUsd => limitUsd;

    /// <summary>What is settled, the unknown counted at its worst.</summary>
    public decimal SpentUsd { get; private set; }

    /// <summary>
    /// Whether a worst case still fits. Once a provider has billed more than was possible by what was asked, all that
    /// is out and all that follows is counted that much dearer.
    /// </summary>
    public bool Fits(decimal? worstUsd) =>
        limitUsd is null || SpentUsd + ((_reservedUsd + (worstUsd ?? 0)) * _excess) <= limitUsd;

    /// <summary>What a worst case is counted at.</summary>
    public decimal Counted(decimal? worstUsd) => (worstUsd ?? 0) * _excess;

    /// <summary>Sets a worst case aside.</summary>
    public void Reserve(int attempt, decimal? worstUsd)
    {
        _reserved[attempt] = worstUsd ?? 0;
        _reservedUsd += worstUsd ?? 0;
    }

    /// <summary>Replaces what was set aside by what it was; the unknown stays at its worst.</summary>
    public void Settle(int attempt, decimal? costUsd)
    {
        if (!_reserved.Remove(attempt, out var reserved))
            return;
        _reservedUsd -= reserved;
        SpentUsd += costUsd ?? reserved;
        if (costUsd > reserved && reserved > 0)
            _excess = Math.Max(_excess, costUsd.Value / reserved);
    }

    /// <summary>The next share at which to warn that has been reached, each once; null where none has.</summary>
    public BudgetWarning? Reached() =>
        limitUsd is { } limit && _warnings.TryPeek(out var share) && SpentUsd >= share * limit
            ? new BudgetWarning(_warnings.Dequeue(), SpentUsd, limit) { Target = target }
            : null;
}
