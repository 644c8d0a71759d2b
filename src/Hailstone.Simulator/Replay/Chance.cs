using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hailstone.Simulator.Replay;

/// <summary>Chance that hangs on what it is drawn for, and not on when or in which order.</summary>
/// <remarks>SHA-256 of the subject, then SplitMix64's finaliser (Steele, Lea and Flood, 2014) for each purpose.</remarks>
internal readonly struct Chance
{
    private readonly ulong _key;

    private Chance(ulong key) => _key = key;

    /// <summary>The chance of the nth time that a subject comes.</summary>
    public static Chance Of(long seed, long nth, params ReadOnlySpan<string> subject)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, seed);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64LittleEndian(number, nth);
        hash.AppendData(number);
        foreach (var part in subject)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, part.Length);
            hash.AppendData(number);
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new Chance(BinaryPrimitives.ReadUInt64LittleEndian(digest));
    }

    /// <summary>64 even bits.</summary>
    public ulong Bits(Purpose purpose)
    {
        var mixed = _key + (ulong)(purpose + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>An even draw, 0 included and 1 not.</summary>
    public double Even(Purpose purpose) => (Bits(purpose) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A draw from the log-normal of a median and of the standard deviation of its logarithm; a day at most.</summary>
    public TimeSpan LogNormal(TimeSpan median, double sigma, Purpose radius, Purpose angle)
    {
        // Box and Muller, 1958. One minus an even draw is never 0.
        var normal = Math.Sqrt(-2 * Math.Log(1 - Even(radius))) * Math.Cos(2 * Math.PI * Even(angle));
        var seconds = median.TotalSeconds * Math.Exp(sigma * normal);
        return TimeSpan.FromSeconds(Math.Min(seconds, SecondsPerDay));
    }

    private const double SecondsPerDay = 86_400;
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
