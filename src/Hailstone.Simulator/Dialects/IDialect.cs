using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Dialects;

/// <summary>How one API of a provider speaks: what it reads, and how it words answers and refusals.</summary>
internal interface IDialect
{
    /// <summary>The path that takes its questions, by POST.</summary>
    string Path { get; }

    /// <summary>The key that a request carries, or null.</summary>
    string? KeyOf(SimulatedRequest request);

    /// <summary>What a request asks.</summary>
    Reading Read(SimulatedRequest request);

    /// <summary>The words of a refusal.</summary>
    WireError Word(Refusal refusal);

    /// <summary>The body of an error.</summary>
    string ErrorBody(WireError error);

    /// <summary>An error as an event of a stream whose head said 200.</summary>
    SimulatedChunk ErrorEvent(WireError error);

    /// <summary>The headers that every response carries.</summary>
    IEnumerable<(string Name, string Value)> Headers(string requestId, string organization, TimeSpan processing);

    /// <summary>The headers that tell how much of the quota is left.</summary>
    IEnumerable<(string Name, string Value)> QuotaHeaders(IEnumerable<BucketState> states);

    /// <summary>The body of a whole answer.</summary>
    string Whole(Utterance utterance);

    /// <summary>The events of a streamed answer, the first of them at once after the head.</summary>
    IEnumerable<SimulatedChunk> Events(Utterance utterance);
}
