namespace Hailstone.Simulator.Dialects;

/// <summary>How one API of a provider speaks: what it reads, and how it words answers and refusals.</summary>
internal interface IDialect
{
    /// <summary>Its name, as <see cref="ModelOptions.OnlyApi"/> knows it.</summary>
    string Name { get; }

    /// <summary>Its name for how hard a model is to think.</summary>
    string EffortName { get; }

    /// <summary>The path that takes its questions, by POST.</summary>
    string Path { get; }

    /// <summary>Whether an answer can pause its turn, for the client to ask that it go on.</summary>
    bool HasPause { get; }

    /// <summary>Whether an answer can end at the provider's filter; else that is an error.</summary>
    bool HasFilter { get; }

    /// <summary>Who speaks it: whose way of counting holds where the options do not say.</summary>
    Vendor Vendor { get; }

    /// <summary>The key that a request carries, or null.</summary>
    string? KeyOf(SimulatedRequest request);

    /// <summary>What a request asks.</summary>
    Reading Read(SimulatedRequest request);

    /// <summary>The words of a refusal.</summary>
    WireError Word(Refusal refusal);

    /// <summary>The body of an error.</summary>
    string ErrorBody(WireError error, string requestId);

    /// <summary>The headers that every response carries.</summary>
    IEnumerable<(string Name, string Value)> Headers(string requestId, string organization, TimeSpan processing);

    /// <summary>The body of a whole answer.</summary>
    string Whole(Utterance utterance);

    /// <summary>The events of a streamed answer, each a chunk, the first of them at once after the head.</summary>
    IEnumerable<SimulatedChunk> Events(Utterance utterance);

    /// <summary>What ends a stream in an error instead, whose head said 200.</summary>
    /// <param name="utterance">The answer that broke off.</param>
    /// <param name="error">The error.</param>
    /// <param name="sent">The events before it.</param>
    IEnumerable<SimulatedChunk> ErrorEvents(Utterance utterance, WireError error, int sent);

    /// <summary>The body of the list of models.</summary>
    string Models(IEnumerable<KeyValuePair<string, ModelOptions>> models, DateTimeOffset created);

    /// <summary>The body that tells of one model.</summary>
    string Model(string id, ModelOptions model, DateTimeOffset created);
}
