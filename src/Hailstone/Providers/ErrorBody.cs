using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hailstone.Providers;

/// <summary>Makes evidence of a response that is no answer, whatever its status, headers and bytes.</summary>
internal static partial class ErrorBody
{
    /// <summary>The most characters of a message that are kept.</summary>
    public const int MessageCharacters = 2000;

    /// <summary>
    /// Reads a response that is no answer: an error status, or a body that holds an error or is not the dialect's.
    /// </summary>
    /// <param name="head">The status and headers.</param>
    /// <param name="body">The body, or its first part.</param>
    /// <param name="key">The key that was sent, to be taken out of every text; or null.</param>
    /// <param name="phase">Where in the exchange it came.</param>
    public static Failure Read(
        ResponseHead head, ReadOnlyMemory<byte> body, string? key, FailurePhase phase = FailurePhase.Body)
    {
        var text = Redaction.Of(Encoding.UTF8.GetString(body.Span), key);
        var failure = new Failure
        {
            Phase = phase,
            Kind = FailureKind.Error,
            Status = head.Status,
            Message = "",
            Body = text.Length == 0 ? null : Cut(text, WatchedStream.KeptBytes),
            Head = head,
        };
        var trimmed = text.AsSpan().Trim("\uFEFF \t\r\n");
        if (head.Status is >= 300 and < 400)
            return Redirect(failure, key);
        if (trimmed.StartsWith("<"))
            return Page(failure, text);
        using var document = JsonReading.Parse(JsonPart(trimmed));
        return document is null
            ? PlainText(failure, text)
            : Json(failure, document.RootElement, text, key);
    }

    /// <summary>Whether a JSON body or event holds an error instead of an answer.</summary>
    /// <param name="root">The body or event.</param>
    public static bool IsIn(JsonElement root)
    {
        root = root.FirstOrSelf();
        return root.Object("error") is not null || root.Text("error") is { Length: > 0 }
            || root.Text("type") == "error" || root.Text("object") == "error";
    }

    /// <summary>One line, keys taken out, cut at a bound: fit to be shown and kept.</summary>
    /// <param name="text">A text of any origin.</param>
    /// <param name="key">The key that was sent, or null.</param>
    public static string Line(string text, string? key) =>
        Cut(Blank().Replace(Redaction.Of(text, key), " ").Trim(), MessageCharacters);

    private static Failure Redirect(Failure failure, string? key) => failure with
    {
        Kind = FailureKind.Redirect,
        Message = Line(ProviderWords.Say(ProviderMessages.Redirected, failure.Head?["location"] ?? "?"), key),
    };

    private static Failure Page(Failure failure, string text)
    {
        var title = Title().Match(text);
        var said = title.Success ? WebUtility.HtmlDecode(title.Groups[1].Value) : Cut(text, 200);
        return failure with
        {
            Kind = FailureKind.Malformed,
            Message = Line(ProviderWords.Say(ProviderMessages.HtmlPage, said), null),
        };
    }

    private static Failure PlainText(Failure failure, string text)
    {
        var line = Line(text, null);
        return failure.Status >= 400
            ? failure with { Message = line }
            : failure with
            {
                Kind = FailureKind.Malformed,
                Message = Cut(line.Length == 0 ? ProviderMessages.NotJson : $"{ProviderMessages.NotJson}: {line}",
                    MessageCharacters),
            };
    }

    private static Failure Json(Failure failure, JsonElement root, string text, string? key)
    {
        var shape = ErrorShape.Read(root.FirstOrSelf());
        if (shape == ErrorShape.None && failure.Status < 400)
            return failure with { Kind = FailureKind.Malformed, Message = Line(text, null) };
        return failure with
        {
            Code = Word(shape.Code, key),
            Type = Word(shape.Type, key),
            Parameter = Word(shape.Parameter, key),
            Message = Line(shape.Message ?? text, key),
        };
    }

    private static string? Word(string? text, string? key) =>
        string.IsNullOrWhiteSpace(text) ? null : Cut(Line(text, key), 200);

    /// <summary>A relay may send server-sent events with an error status: the data of the first is the error.</summary>
    private static byte[] JsonPart(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("event:") || text.StartsWith("data:"))
        {
            var data = text.IndexOf("data:");
            text = data < 0 ? text : text[(data + "data:".Length)..];
            var end = text.IndexOfAny('\r', '\n');
            text = end < 0 ? text : text[..end];
        }
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"<title[^>]{0,200}>([^<]{1,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
