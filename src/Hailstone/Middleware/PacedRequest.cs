using System.Security.Cryptography;
using System.Text;
using Hailstone.Pacing;

namespace Hailstone.Middleware;

/// <summary>What a request tells before it is sent.</summary>
/// <param name="Pool">The quota that it uses.</param>
/// <param name="Key">Its key, so that nothing which is read of the response repeats it; null where it has none.</param>
/// <param name="Length">How long its texts are.</param>
/// <param name="CapTokens">Its output cap, or null.</param>
/// <param name="Streams">Whether it asks for a stream of events.</param>
internal sealed record PacedRequest(PoolId Pool, string? Key, QuestionLength Length, long? CapTokens, bool Streams)
{
    private const long MostBytes = 64 << 20;

    /// <summary>Where APIs take the key, and what else decides whose quota is used.</summary>
    private static readonly string[] KeyHeaders = ["authorization", "x-api-key", "api-key", "x-goog-api-key"];
    private static readonly string[] OwnerHeaders = [.. KeyHeaders, "openai-organization", "openai-project"];

    /// <summary>Reads a request, and keeps its body so that it can be sent again.</summary>
    /// <returns>Null where it is no question to a model: anything but a POST of a JSON object up to 64 MB.</returns>
    public static async Task<PacedRequest?> OfAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (request.Method != HttpMethod.Post
            || request.Content is not { Headers.ContentType.MediaType: "application/json" } content
            || request.RequestUri is not { IsAbsoluteUri: true } address
            || content.Headers.ContentLength > MostBytes)
        {
            return null;
        }

        await content.LoadIntoBufferAsync(MostBytes, cancellation).ConfigureAwait(false);
        var body = BodyReading.Of(await content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        return body is null
            ? null
            : new PacedRequest(
                new PoolId(address.Authority, OwnerOf(request), body.Model ?? address.AbsolutePath),
                KeyOf(request),
                body.Length,
                body.CapTokens,
                body.Streams);
    }

    /// <summary>A name for the key's owner from which the key cannot be read.</summary>
    private static string OwnerOf(HttpRequestMessage request)
    {
        var values = OwnerHeaders.Select(name => Value(request, name)).Append(QueryKey(request.RequestUri!));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', values)));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    private static string? KeyOf(HttpRequestMessage request)
    {
        var value = KeyHeaders.Select(name => Value(request, name)).FirstOrDefault(text => text is not null);
        return value is null ? QueryKey(request.RequestUri!) : value[(value.LastIndexOf(' ') + 1)..];
    }

    private static string? Value(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static string? QueryKey(Uri address)
    {
        const string Name = "key=";
        return address.Query.TrimStart('?').Split('&')
            .FirstOrDefault(part => part.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..];
    }
}
