namespace Hailstone.Providers;

/// <summary>The provider's response that is behind an exception of a client.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, in any case of letters; <c>retry-after</c> and limits are read from them.</param>
/// <param name="Body">The body, which may hold an error in any vendor's shape; empty where it is not known.</param>
public sealed record ChatClientError(int Status, IEnumerable<KeyValuePair<string, string>> Headers, string Body);
