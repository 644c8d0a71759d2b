using Hailstone.Catalogue;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>What an answer that came in one piece says of itself.</summary>
/// <param name="Failure">Why it is none; null where it is one, or where nobody here can tell.</param>
/// <param name="Usage">Tokens as counted, or null.</param>
internal sealed record WholeAnswer(Failure? Failure, Usage? Usage)
{
    private static readonly WholeAnswer Unread = new(null, null);

    /// <summary>Reads an answer with a status of success.</summary>
    public static WholeAnswer Of(HttpResponseMessage response, ResponseHead head, ReadBody body, string? key)
    {
        if (body.Broken is { } broken)
            return new WholeAnswer(NetworkFailure.Of(broken, FailurePhase.Body, key), null);
        var headers = response.Content.Headers;
        if (!body.IsWhole || headers.ContentEncoding.Count > 0
            || headers.ContentType?.MediaType is not ("application/json" or "text/html"))
        {
            return Unread;
        }

        using var document = JsonReading.Parse(body.Bytes);
        if (document is null && LooksLikeEvents(body.Bytes.Span))
            return OfEvents(head, body, key);
        if (document is null || ErrorBody.IsIn(document.RootElement))
            return new WholeAnswer(ErrorBody.Read(head, body.Bytes, key), null);
        var usage = new AnswerUsage();
        usage.Add(document.RootElement);
        return new WholeAnswer(null, usage.Counted);
    }

    /// <summary>A stream under the name of JSON, as some relays send it.</summary>
    private static WholeAnswer OfEvents(ResponseHead head, ReadBody body, string? key)
    {
        var watch = new EventWatch(head, key);
        watch.Passed(body.Bytes.Span);
        return new WholeAnswer(watch.Failure, watch.Usage);
    }

    private static bool LooksLikeEvents(ReadOnlySpan<byte> body)
    {
        var start = body.TrimStart("\r\n\uFEFF"u8);
        return start.StartsWith("data:"u8) || start.StartsWith("event:"u8) || start.StartsWith(":"u8);
    }
}
