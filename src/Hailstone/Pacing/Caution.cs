namespace Hailstone.Pacing;

/// <summary>
/// Where refusals keep coming although the buckets say otherwise: a little less than the limit, and no bursts.
/// </summary>
/// <remarks>"60 a minute" may be enforced as one a second, and headers do not say so.</remarks>
internal sealed class Caution
{
    private const int EpisodesThatTell = 3;
    private const double Less = 0.98;
    private const double Least = 0.8;
    private const double BySuccess = 0.001;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private readonly TimeSpan[] _episodes = new TimeSpan[EpisodesThatTell];
    private long _count;

    /// <summary>The share of the limit to keep to; null where there is no reason to.</summary>
    public double? Share { get; private set; }

    /// <summary>A refusal began a new episode.</summary>
    public void Refused(TimeSpan now)
    {
        _episodes[_count++ % EpisodesThatTell] = now;
        if (_count >= EpisodesThatTell && now - _episodes[_count % EpisodesThatTell] <= Within)
            Share = Math.Max(Least, Less * (Share ?? 1));
    }

    /// <summary>An answer came.</summary>
    public void Succeeded()
    {
        if (Share is { } share)
            Share = share + BySuccess < 1 ? share + BySuccess : null;
    }
}
