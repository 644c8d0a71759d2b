using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hailstone.Benchmarks.Quota;

/// <summary>Chance that hangs on the question and the attempt alone, whatever the order of calls.</summary>
internal static class Chance
{
    /// <summary>An even draw over 0 and under 1.</summary>
    /// <param name="seed">The server's seed.</param>
    /// <param name="purpose">What it is drawn for: different purposes have different draws.</param>
    /// <param name="question">The question.</param>
    /// <param name="attempt">Which attempt at it, from 1.</param>
    public static double Even(long seed, string purpose, string question, int attempt)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{purpose}\n{attempt}\n{question}");
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
        return ((bits >> 11) + 0.5) / (1UL << 53);
    }

    /// <summary>A log-normal draw, by Box and Muller (1958).</summary>
    public static TimeSpan Latency(QuotaOptions options, string question, int attempt)
    {
        var radius = Math.Sqrt(-2 * Math.Log(Even(options.Seed, "radius", question, attempt)));
        var normal = radius * Math.Cos(2 * Math.PI * Even(options.Seed, "angle", question, attempt));
        return options.MedianLatency * Math.Exp(options.LatencySigma * normal);
    }

    /// <summary>How an admitted call goes wrong; null where it goes well.</summary>
    public static Trouble? TroubleOf(QuotaOptions options, string question, int attempt)
    {
        if (Even(options.Seed, "fails", question, attempt) >= options.FailureShare)
            return null;
        var kinds = Enum.GetValues<Trouble>();
        return kinds[(int)(kinds.Length * Even(options.Seed, "kind", question, attempt))];
    }
}
