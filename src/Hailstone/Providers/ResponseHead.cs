namespace Hailstone.Providers;

/// <summary>The status line and headers of a response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers by lower-case name.</param>
public sealed record ResponseHead(int Status, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A header's value, or null.</summary>
    /// <param name="name">Its lower-case name.</param>
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>The provider's id of the request (<c>x-request-id</c>, <c>request-id</c>), or null.</summary>
    public string? RequestId => this["x-request-id"] ?? this["request-id"];
}
