namespace Hailstone.Simulator.Quotas;

/// <summary>A server that answers so many at a time, lets so many wait, and sends the rest away.</summary>
internal sealed class Slots(InFlightOptions options)
{
    // When each busy slot is free for whoever comes next; and when each of those that wait begins, in order.
    private readonly PriorityQueue<TimeSpan, TimeSpan> _free = new();
    private readonly Queue<TimeSpan> _begins = new();

    /// <summary>The status of those that are sent away.</summary>
    public int Status => options.Status;

    /// <summary>Whether nobody more may even wait.</summary>
    public bool IsFull(TimeSpan now)
    {
        while (_free.TryPeek(out var free, out _) && free <= now)
            _free.Dequeue();
        while (_begins.TryPeek(out var begin) && begin <= now)
            _begins.Dequeue();
        return _free.Count >= options.Slots && _begins.Count >= options.Queue;
    }

    /// <summary>Lets somebody in for so long, and says how long it waits for its turn.</summary>
    public TimeSpan Enter(TimeSpan length, TimeSpan now)
    {
        var begin = now;
        if (_free.Count >= options.Slots && _free.Dequeue() is var free && free > now)
        {
            begin = free;
            _begins.Enqueue(begin);
        }
        _free.Enqueue(begin + length, begin + length);
        return begin - now;
    }
}
