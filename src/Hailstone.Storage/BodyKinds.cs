using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>The names of kinds of bodies as they are stored.</summary>
internal static class BodyKinds
{
    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string NameOf(BodyKind kind) => kind switch
    {
        BodyKind.Request => "request",
        BodyKind.Answer => "answer",
        BodyKind.RawResponse => "raw_response",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of body"),
    };
}
