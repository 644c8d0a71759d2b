namespace Hailstone.Pacing;

/// <summary>When the last requests left, and so how many leave a second.</summary>
internal sealed class Throughput
{
    private const double SecondsSeen = 2;
    private const double SecondsAtLeast = 0.25;

    private readonly TimeSpan[] _sent = new TimeSpan[512];
    private long _count;

    /// <summary>A request left.</summary>
    public void Sent(TimeSpan now) => _sent[_count++ % _sent.Length] = now;

    /// <summary>Requests a second over the last two seconds before a time.</summary>
    public double PerSecond(TimeSpan now)
    {
        var within = 0;
        var first = now;
        for (var back = 1; back <= Math.Min(_count, _sent.Length); back++)
        {
            var at = _sent[(_count - back) % _sent.Length];
            if ((now - at).TotalSeconds > SecondsSeen)
                break;
            within++;
            first = at;
        }

        return within / Math.Max(SecondsAtLeast, (now - first).TotalSeconds);
    }
}
