using Hailstone.Pacing;
using Hailstone.Providers;

namespace Hailstone.Running;

/// <summary>How fast a target answers, as far as time limits need it.</summary>
internal sealed class TargetSpeed
{
    private const int EnoughToTrust = 16;

    private readonly Recent _firstBytes = new();
    private readonly Recent _tokensPerSecond = new();

    /// <summary>How long all but the slowest hundredth take to begin; null while too few have.</summary>
    public TimeSpan? SlowFirstByte => _firstBytes.Count >= EnoughToTrust && _firstBytes.Quantile(0.99) is { } seconds
        ? TimeSpan.FromSeconds(seconds)
        : null;

    /// <summary>Tokens a second of the slowest twentieth; null while too few have come.</summary>
    public double? SlowTokensPerSecond =>
        _tokensPerSecond.Count >= EnoughToTrust ? _tokensPerSecond.Quantile(0.05) : null;

    /// <summary>An answer came.</summary>
    public void Answered(Stamps stamps, long? outputTokens)
    {
        var sent = stamps.Sent ?? TimeSpan.Zero;
        if (stamps.Head is { } head)
            _firstBytes.Add((head - sent).TotalSeconds);
        if (outputTokens is > 0 and { } tokens && stamps.Closed > sent)
            _tokensPerSecond.Add(tokens / (stamps.Closed - sent).TotalSeconds);
    }
}
