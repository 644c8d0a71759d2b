namespace Hailstone.Simulator.Replay;

/// <summary>How often each subject came, within a bound on subjects.</summary>
internal sealed class Counts
{
    /// <summary>Subjects remembered at most; one that is forgotten begins again at 1.</summary>
    public const int Capacity = 1 << 20;

    private readonly RecentTable<string, Count> _table = new(Capacity);

    /// <summary>Counts a subject and says which time this is, from 1.</summary>
    public long Next(string subject) => ++_table.Get(subject, _ => new Count()).Value;

    private sealed class Count
    {
        public long Value;
    }
}
