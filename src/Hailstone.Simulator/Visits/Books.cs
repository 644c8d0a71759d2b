using System.Globalization;

namespace Hailstone.Simulator.Visits;

/// <summary>Counts what was seen, replied and charged.</summary>
internal sealed class Books
{
    // Model names come from clients.
    private const int MostModels = 1000;
    private const string OtherModels = "(other)";

    private readonly Dictionary<string, long> _replies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BilledModel> _billed = new(StringComparer.Ordinal);
    private long _requests;

    public void Count(SimulatedReply reply)
    {
        _requests++;
        var name = Name(reply);
        _replies[name] = _replies.GetValueOrDefault(name) + 1;
        if (reply.Bill is not { } bill)
            return;
        var model = _billed.ContainsKey(bill.Model) || _billed.Count < MostModels ? bill.Model : OtherModels;
        var old = _billed.GetValueOrDefault(model) ?? new BilledModel(0, 0, 0, 0);
        _billed[model] = new BilledModel(
            old.Calls + 1,
            old.PromptTokens + bill.PromptTokens,
            old.CompletionTokens + bill.CompletionTokens,
            old.ReasoningTokens + bill.ReasoningTokens);
    }

    public SimulatorStats Snapshot() => new()
    {
        Requests = _requests,
        Replies = new Dictionary<string, long>(_replies),
        Billed = new Dictionary<string, BilledModel>(_billed),
    };

    private static string Name(SimulatedReply reply) => reply switch
    {
        { Head: { } head } => head.Status.ToString(CultureInfo.InvariantCulture),
        { End: SimulatedEnd.Hang } => "hang",
        { End: SimulatedEnd.Close } => "close",
        _ => "reset",
    };
}
