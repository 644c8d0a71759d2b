using System.Globalization;

namespace Hailstone.Simulator.Visits;

/// <summary>Counts what was seen, replied and charged.</summary>
/// <param name="startedAt">The wall clock at the simulator's start.</param>
internal sealed class Books(DateTimeOffset startedAt)
{
    // Model names come from clients.
    private const int MostModels = 1000;
    private const string OtherModels = "(other)";

    private readonly Dictionary<string, long> _replies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> _billed = new(StringComparer.Ordinal);
    private long _requests;

    /// <summary>What was billed, by the minute.</summary>
    public UsageBook Usage { get; } = new();

    /// <summary>Enters a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="vendor">Whose API was asked.</param>
    /// <param name="keyHash">A hash of the key.</param>
    /// <param name="now">When the request came.</param>
    public void Count(SimulatedReply reply, Vendor vendor, string keyHash, TimeSpan now)
    {
        _requests++;
        CountOne(_replies, Name(reply));
        if (reply.RefusedBy is { } limit)
            CountOne(_refused, limit);
        if (reply.Bill is not { } bill)
            return;
        var model = _billed.ContainsKey(bill.Model) || _billed.Count < MostModels ? bill.Model : OtherModels;
        if (!_billed.TryGetValue(model, out var tally))
            _billed[model] = tally = new Tally();
        tally.Add(bill);
        Usage.Add(new Account(vendor, model, Usage.KeyNumber(keyHash)), bill, startedAt + now);
    }

    public SimulatorStats Snapshot() => new()
    {
        Requests = _requests,
        Replies = new Dictionary<string, long>(_replies),
        Refused = new Dictionary<string, long>(_refused),
        Billed = _billed.ToDictionary(pair => pair.Key, pair => pair.Value.Snapshot(), StringComparer.Ordinal),
    };

    private static void CountOne(Dictionary<string, long> counts, string name) =>
        counts[name] = counts.GetValueOrDefault(name) + 1;

    private static string Name(SimulatedReply reply) => reply switch
    {
        { Head: { } head } => head.Status.ToString(CultureInfo.InvariantCulture),
        { End: SimulatedEnd.Hang } => "hang",
        { End: SimulatedEnd.Close } => "close",
        _ => "reset",
    };
}
