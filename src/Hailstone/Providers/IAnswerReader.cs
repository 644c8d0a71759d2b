using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Gathers one answer from what a dialect sends, whatever JSON comes: the unknown is passed over.</summary>
internal interface IAnswerReader
{
    /// <summary>Whether the answer's own end was seen, whatever becomes of the connection after it.</summary>
    bool IsComplete { get; }

    /// <summary>Whether the answer's own end says that the provider failed.</summary>
    bool EndedInError { get; }

    /// <summary>The answer's text so far.</summary>
    string Text { get; }

    /// <summary>The tokens so far, or null.</summary>
    Usage? Usage { get; }

    /// <summary>The part of a body or event that is an error, or null.</summary>
    JsonElement? ErrorIn(JsonElement root);

    /// <summary>Reads a whole body.</summary>
    /// <returns>False where it is not a body of this dialect.</returns>
    bool ReadWhole(JsonElement root);

    /// <summary>Reads one event of a stream.</summary>
    Content ReadEvent(string type, JsonElement data);

    /// <summary>Reads the mark that ends a stream, <c>[DONE]</c>.</summary>
    void ReadDone();

    /// <summary>The answer.</summary>
    Response Response();
}

/// <summary>What an event held.</summary>
internal enum Content
{
    /// <summary>Nothing that the model wrote.</summary>
    None,

    /// <summary>Something that the model wrote on its way: reasoning, a tool call.</summary>
    Other,

    /// <summary>A part of the answer.</summary>
    Answer,
}
