namespace Hailstone.Simulator.Replay;

/// <summary>Chance that hangs on what it is drawn for, and not on when or in which order.</summary>
/// <remarks>
/// FNV-1a (Fowler, Noll and Vo) of the subject, and SplitMix64's finaliser (Steele, Lea and Flood, 2014) between its
/// parts and for each purpose: the same on every machine.
/// </remarks>
internal readonly struct Chance
{
    private const ulong FnvPrime = 0x100000001B3;
    private const double SecondsPerDay = 86_400;

    private readonly ulong _key;

    private Chance(ulong key) => _key = key;

    /// <summary>The chance of the nth time that a subject comes.</summary>
    public static Chance Of(long seed, long nth, params ReadOnlySpan<string> subject)
    {
        var key = Mix(Mix((ulong)seed) + (ulong)nth);
        foreach (var part in subject)
        {
            foreach (var letter in part)
                key = (key ^ letter) * FnvPrime;
            key = Mix(key ^ (ulong)part.Length);
        }
        return new Chance(key);
    }

    /// <summary>64 even bits.</summary>
    public ulong Bits(Purpose purpose) => Mix(_key + (ulong)purpose);

    /// <summary>An even draw, 0 included and 1 not.</summary>
    public double Even(Purpose purpose) => (Bits(purpose) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A log-normal draw by its median and its logarithm's standard deviation; a day at most.</summary>
    public TimeSpan LogNormal(TimeSpan median, double sigma, Purpose radius, Purpose angle)
    {
        // Box and Muller, 1958. One minus an even draw is never 0.
        var normal = Math.Sqrt(-2 * Math.Log(1 - Even(radius))) * Math.Cos(2 * Math.PI * Even(angle));
        var seconds = median.TotalSeconds * Math.Exp(sigma * normal);
        return TimeSpan.FromSeconds(Math.Min(seconds, SecondsPerDay));
    }

    private static ulong Mix(ulong value)
    {
        var mixed = value + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

/// <summary>What a draw is for: each purpose draws by itself.</summary>
internal enum Purpose
{
    /// <summary>Which fault, if any.</summary>
    Fault,

    /// <summary>A fault's own choice.</summary>
    FaultDetail,

    /// <summary>Time to the first token.</summary>
    FirstTokenRadius,

    /// <summary>Time to the first token.</summary>
    FirstTokenAngle,

    /// <summary>Time for each token.</summary>
    PaceRadius,

    /// <summary>Time for each token.</summary>
    PaceAngle,

    /// <summary>Which answer.</summary>
    Answer,

    /// <summary>The confidence of a made answer.</summary>
    Confidence,

    /// <summary>The upper half of an id.</summary>
    IdHigh,

    /// <summary>The lower half of an id.</summary>
    IdLow,
}
