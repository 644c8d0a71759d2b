using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Faults;

/// <summary>Every fault by its name.</summary>
internal static class FaultTable
{
    private static readonly Fault[] All =
    [
        new("429", false, RateLimit),
        new("500", false, scene => scene.Refuse(new Refusal.ServerError())),
        new("503", false, scene => scene.Refuse(new Refusal.Overloaded())),
        new("relay", false, Relay),
        new("reset", false, scene => scene.Silent(SimulatedEnd.Reset)),
        new("hang", false, scene => scene.Silent(SimulatedEnd.Hang)),
        new("cut", true, scene => Half(scene.Answer(), SimulatedEnd.Reset)),
        new("close", true, scene => Half(scene.Answer(), SimulatedEnd.Close)),
    ];

    private static readonly TimeSpan WaitWithoutQuota = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];

    /// <summary>A fault, or null where none has that name.</summary>
    public static Fault? Find(string name) => Array.Find(All, fault => fault.Name == name);

    /// <summary>A limit that the headers did not foretell: somebody else has used up the requests.</summary>
    private static SimulatedReply RateLimit(IFaultScene scene)
    {
        if (scene.RequestsPerMinute is not { } limit)
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
            writer.WriteEndObject();
        }));
    }

    /// <summary>The first half of an answer. It is charged all the same.</summary>
    private static SimulatedReply Half(SimulatedReply whole, SimulatedEnd end)
    {
        var chunks = whole.Body.ToList();
        var half = chunks is [var only]
            ? [only with { Text = only.Text[..(only.Text.Length / 2)] }]
            : chunks[..(chunks.Count / 2)];
        return whole with { Body = half, End = end };
    }
}

/// <summary>A fault: what happens instead of an answer, or to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NeedsAnswer">Whether it befalls an answer that was given.</param>
/// <param name="Strike">What then happens.</param>
internal sealed record Fault(string Name, bool NeedsAnswer, Func<IFaultScene, SimulatedReply> Strike);
