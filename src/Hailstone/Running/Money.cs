namespace Hailstone.Running;

/// <summary>What has been spent and what is reserved. It never passes the limit, whatever is in flight.</summary>
internal sealed class Money(decimal? limitUsd)
{
    private readonly Dictionary<int, decimal> _reserved = [];
    private decimal _reservedUsd;

    /// <summary>What is settled, the unknown counted at its worst.</summary>
    public decimal SpentUsd { get; private set; }

    /// <summary>Whether a worst case still fits.</summary>
    public bool Fits(decimal? worstUsd) => limitUsd is null || SpentUsd + _reservedUsd + (worstUsd ?? 0) <= limitUsd;

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
    }
}
