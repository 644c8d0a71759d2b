using System.Globalization;
using System.Text.Json;
using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>Turns what is stored back into facts and texts, and says what is damaged.</summary>
/// <param name="place">The ledger, for messages.</param>
internal sealed class StoredFacts(string place)
{
    /// <summary>The fact that stands where the next one of a run is expected.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="expected">The number that comes next.</param>
    /// <param name="seq">The number that was found.</param>
    /// <param name="json">What was found.</param>
    public Fact Next(string run, long expected, long seq, ReadOnlySpan<byte> json) =>
        seq == expected ? Parse(run, seq, json) : throw Damaged(StorageMessages.FactMissing, run, expected);

    /// <summary>A fact.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="json">What is stored.</param>
    public Fact Parse(string run, long seq, ReadOnlySpan<byte> json)
    {
        try
        {
            return FactJson.Read(json);
        }
        catch (JsonException fault)
        {
            throw new LedgerException(Text(StorageMessages.FactUnreadable, place, run, seq, fault.Message), fault);
        }
    }

    /// <summary>A body.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="attempt">The attempt's number.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="packed">What is stored.</param>
    public Body Unpack(string run, int attempt, BodyKind kind, PackedText packed) =>
        new(attempt, kind, packed.Unpack() ?? throw Damaged(StorageMessages.BodyUnreadable, run, attempt));

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);

    private LedgerException Damaged(string message, string run, long number) =>
        new(Text(message, place, run, number));
}
