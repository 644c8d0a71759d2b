namespace Hailstone.Pacing;

/// <summary>How many retries a pool can afford, so that they never become most of what a weak server gets.</summary>
/// <remarks>Empty, it fails nobody: the pool is probed as in an outage until an answer comes.</remarks>
internal sealed class RetryBudget
{
    private const double Most = 50;
    private const double AfterProbe = 10;
    private const double BySuccess = 0.1;

    private double _left = Most;

    /// <summary>An answer came.</summary>
    public void Succeeded() => _left = Math.Min(Most, _left + BySuccess);

    /// <summary>A failure is to be tried again.</summary>
    /// <returns>Whether that was affordable.</returns>
    public bool Spend()
    {
        if (_left < 1)
            return false;
        _left--;
        return true;
    }

    /// <summary>A probe came through.</summary>
    public void Refill() => _left = Math.Max(_left, AfterProbe);
}
