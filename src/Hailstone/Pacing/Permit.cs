namespace Hailstone.Pacing;

/// <summary>What a request was admitted with. It is given back once, whatever happened to the request.</summary>
internal sealed class Permit(Charge charge, long sequence, double[] takenThen, TimeSpan at)
{
    /// <summary>What it took.</summary>
    public Charge Charge { get; } = charge;

    /// <summary>Its number in the pool.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>When it was admitted.</summary>
    public TimeSpan At { get; } = at;

    /// <summary>Whether the request is still out.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether the provider has taken the request in.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>How many buckets it took from; those that were learned later have a higher index.</summary>
    public int Buckets => takenThen.Length;

    /// <summary>What a bucket had given in all just after it.</summary>
    /// <param name="bucket">The bucket's index; one that was learned later had seen none of what went before.</param>
    public double TakenThen(int bucket) => bucket < takenThen.Length ? takenThen[bucket] : 0;

    /// <summary>Gives it back.</summary>
    /// <returns>False where that has been done.</returns>
    public bool Close()
    {
        var wasOpen = IsOpen;
        IsOpen = false;
        return wasOpen;
    }
}
