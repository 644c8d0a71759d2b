using System.IO.Compression;
using System.Net.Http.Headers;

namespace Hailstone.Providers;

/// <summary>Status and headers of a response.</summary>
internal static class WireHead
{
    /// <summary>Takes status and headers, without cookies and keys.</summary>
    public static ResponseHead Of(HttpResponseMessage response, string? key)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(headers, response.Headers.NonValidated, key);
        Add(headers, response.Content.Headers.NonValidated, key);
        return new ResponseHead((int)response.StatusCode, headers);
    }

    /// <summary>Takes what a client's error tells of them.</summary>
    public static ResponseHead Of(ChatClientError error)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in error.Headers)
            Add(headers, name, value, null);
        return new ResponseHead(error.Status, headers);
    }

    /// <summary>Whether the body is a stream of events: as the server says, else as was asked.</summary>
    public static bool IsStream(HttpResponseMessage response, bool asked)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (Is(type, "text/event-stream"))
            return true;
        return asked && !Is(type, "application/json") && !Is(type, "text/html");
    }

    /// <summary>The body as it was before the server packed it, which it was not asked to do.</summary>
    public static Stream Decoded(HttpResponseMessage response, Stream body) =>
        response.Content.Headers.ContentEncoding.Any(coding => Is(coding, "gzip") || Is(coding, "x-gzip"))
            ? new GZipStream(body, CompressionMode.Decompress)
            : body;

    private static bool Is(string? type, string other) =>
        string.Equals(type, other, StringComparison.OrdinalIgnoreCase);

    private static string Lower(string name) => string.Create(name.Length, name, (lower, given) =>
    {
        for (var place = 0; place < given.Length; place++)
            lower[place] = char.ToLowerInvariant(given[place]);
    });

    private static void Add(Dictionary<string, string> headers, HttpHeadersNonValidated from, string? key)
    {
        foreach (var (name, values) in from)
            Add(headers, name, values.ToString(), key);
    }

    private static void Add(Dictionary<string, string> headers, string name, string value, string? key)
    {
        var lower = Lower(name);
        // A cookie is a secret of the session, and nobody here needs it.
        if (lower != "set-cookie")
            headers[lower] = Redaction.Of(value, key);
    }
}
