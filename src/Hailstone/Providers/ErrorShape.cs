using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>What an error in JSON says, whatever shape the vendor gave it.</summary>
/// <param name="Code">The innermost code.</param>
/// <param name="Type">The type.</param>
/// <param name="Parameter">The parameter that it is about.</param>
/// <param name="Message">The words.</param>
internal sealed record ErrorShape(string? Code, string? Type, string? Parameter, string? Message)
{
    /// <summary>Nothing of an error was found.</summary>
    public static readonly ErrorShape None = new(null, null, null, null);

    /// <summary>Reads the error in a body or event.</summary>
    public static ErrorShape Read(JsonElement root) => root.Member("error") switch
    {
        { ValueKind: JsonValueKind.Object } error => OfObject(error),
        { ValueKind: JsonValueKind.String } error => OfString(error.AsText() ?? "", root),
        _ => Flat(root),
    };

    /// <summary>OpenAI, Azure, Anthropic, Google, OpenRouter: an object under <c>error</c>.</summary>
    private static ErrorShape OfObject(JsonElement error)
    {
        var inner = Upstream(error);
        var message = error.Text("message");
        return new ErrorShape(
            inner?.Code
                ?? error.Object("details")?.Text("error_code")
                ?? error.Object("metadata")?.Text("error_type")
                ?? GoogleReason(error)
                ?? error.Text("code"),
            inner?.Type ?? error.Text("type") ?? error.Text("status"),
            inner?.Parameter ?? error.Text("param"),
            inner?.Message is { } said && said != message ? Joined(message, said) : message);
    }

    /// <summary>OpenRouter keeps the body of the provider behind it as text in <c>metadata.raw</c>.</summary>
    private static ErrorShape? Upstream(JsonElement error)
    {
        if (error.Object("metadata")?.Text("raw") is not { } raw)
            return null;
        using var document = JsonReading.Parse(System.Text.Encoding.UTF8.GetBytes(raw));
        return document?.RootElement.FirstOrSelf() switch
        {
            null => new ErrorShape(null, null, null, raw),
            // The text of the text is not unpacked again: depth is bounded by construction.
            { } root when root.Object("error") is { } inner => new ErrorShape(
                inner.Text("code"), inner.Text("type") ?? inner.Text("status"), inner.Text("param"),
                inner.Text("message")),
            { } root => Flat(root),
        };
    }

    private static string? GoogleReason(JsonElement error) =>
        error.Member("details") is { ValueKind: JsonValueKind.Array } details
            ? details.EnumerateArray().Select(part => part.Text("reason")).FirstOrDefault(text => text is not null)
            : null;

    /// <summary>
    /// A relay's envelope, where <c>error</c> is a name and <c>details</c> hold the words; or a server that puts its
    /// words into <c>error</c>.
    /// </summary>
    private static ErrorShape OfString(string error, JsonElement root)
    {
        var details = root.Member("details") ?? root.Member("detail");
        var said = details is { } found
            ? Joined(found.Text("title"), found.Text("detail") ?? found.Text("message")) ?? found.AsText()
            : root.Text("message");
        return IsName(error)
            ? new ErrorShape(error, root.Text("type"), null, said ?? error)
            : new ErrorShape(root.Text("code"), root.Text("type") ?? root.Text("error_type"), root.Text("param"),
                Joined(error, said));
    }

    /// <summary>Mistral, older vLLM, gateways: the error's members are the body's own.</summary>
    private static ErrorShape Flat(JsonElement root)
    {
        if (root.First("errors") is { ValueKind: JsonValueKind.Object } first)
            return new ErrorShape(first.Text("code"), first.Text("type"), first.Text("param"), first.Text("message"));
        if (root.Object("fault") is { } fault)
            return new ErrorShape(fault.Object("detail")?.Text("errorcode"), null, null, fault.Text("faultstring"));
        var message = root.Text("message") ?? root.Text("Message") ?? Words(root.Member("message"))
            ?? root.Text("detail") ?? Words(root.Member("detail")) ?? root.Text("title");
        var isError = message is not null && root.Member("choices") is null;
        return isError
            ? new ErrorShape(root.Text("code"), root.Text("type"), root.Text("param"), message)
            : None;
    }

    /// <summary>Words in a list or an object, as FastAPI and Mistral give them: the first complaint.</summary>
    private static string? Words(JsonElement? value)
    {
        var first = value?.FirstOrSelf();
        return first?.Text("msg") ?? first?.Text("message") ?? first?.First("detail")?.Text("msg");
    }

    private static string? Joined(string? first, string? second) =>
        first is null || second is null || first == second ? first ?? second : $"{first}: {second}";

    private static bool IsName(string text) =>
        text.Length is > 2 and < 80 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
}
