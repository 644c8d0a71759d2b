using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Faults;

/// <summary>Every fault by its name.</summary>
internal static class FaultTable
{
    private static readonly TimeSpan WaitWithoutQuota = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowDownWait = TimeSpan.FromSeconds(5);

    private static readonly Fault[] All =
    [
        new("429", false, RateLimit),
        new("429_no_retry_after", false,
            scene => scene.Refuse(new Refusal.RateLimited(scene.Model, scene.Organization, null, null))),
        new("500", false, scene => scene.Refuse(new Refusal.ServerError())),
        new("502", false, scene => scene.BadGateway()),
        new("503", false, scene => scene.Refuse(new Refusal.Overloaded(503))),
        new("529", false, scene => scene.Refuse(new Refusal.Overloaded(529))),
        new("slow_down", false, scene => scene.Refuse(new Refusal.SlowDown(SlowDownWait))),
        new("relay", false, Relay),
        new("reset", false, scene => scene.Silent(SimulatedEnd.Reset)),
        new("hang", false, scene => scene.Silent(SimulatedEnd.Hang)),
        new("cut", true, scene => BrokenReply.Half(scene.Answer(), SimulatedEnd.Reset)),
        new("close", true, scene => BrokenReply.Half(scene.Answer(), SimulatedEnd.Close)),
        new("stall", true, scene => BrokenReply.Half(scene.Answer(), SimulatedEnd.Hang)),
        new("broken_json", true, scene => BrokenReply.Torn(scene.Answer())),
        new("no_end", true, scene => BrokenReply.Endless(scene.Answer())),
        new("stream_error", true, scene => scene.BreakOff(new Refusal.ServerError())),
        new("empty", true, scene => scene.Answer(ChangedAnswer.Empty)),
        new("length", true, scene => scene.Answer(ChangedAnswer.TooLong)),
        new("refusal", true, scene => scene.Answer(ChangedAnswer.Refused)),
        new("content_filter", true, scene => scene.Answer(ChangedAnswer.Filtered)),
        .. Enum.GetValues<AccountState>().Select(state =>
            new Fault(AccountStates.NameOf(state), false, scene => scene.Stop(state))),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];

    /// <summary>A fault, or null where none has that name.</summary>
    public static Fault? Find(string name) => Array.Find(All, fault => fault.Name == name);

    /// <summary>A limit that the headers did not foretell: somebody else has used up the requests.</summary>
    private static SimulatedReply RateLimit(IFaultScene scene)
    {
        if (scene.RequestsPerMinute is not { } limit || limit == 0)
            return scene.Refuse(new Refusal.RateLimited(scene.Model, scene.Organization, null, WaitWithoutQuota));
        var wait = TimeSpan.FromMinutes(1) / limit;
        var quota = new QuotaRefusal(QuotaKind.RequestsPerMinute, limit, limit, 1, wait);
        return scene.Refuse(new Refusal.RateLimited(scene.Model, scene.Organization, quota, wait));
    }

    /// <summary>A relay's envelope, whose error is a string, with one of the statuses that it was seen with.</summary>
    private static SimulatedReply Relay(IFaultScene scene)
    {
        ReadOnlySpan<int> statuses = [502, 400, 200];
        return scene.Json(statuses[(int)(scene.Draw * statuses.Length)], Json.Object(writer =>
        {
            writer.WriteString("error", "ERROR_OPENAI");
            writer.WriteStartObject("details");
            writer.WriteString("title", "Unable to reach the model provider");
            writer.WriteString("detail", "We're having trouble connecting to the model provider. "
                + "This might be temporary - please try again in a moment.");
            writer.WriteEndObject();
            writer.WriteBoolean("isExpected", false);
        }));
    }
}

/// <summary>A fault: what happens instead of an answer, or to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NeedsAnswer">Whether it befalls an answer that was given.</param>
/// <param name="Strike">What then happens.</param>
internal sealed record Fault(string Name, bool NeedsAnswer, Func<IFaultScene, SimulatedReply> Strike);
