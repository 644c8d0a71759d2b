using System.Text;
using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>The JSON object that an answer holds.</summary>
/// <param name="Element">The object. Of a key that stands twice, the last value counts.</param>
/// <param name="Place">Where it was found.</param>
internal sealed record AnswerJson(JsonElement Element, JsonPlace Place)
{
    private const int MostDepth = 64;
    private const int MostFences = 64;
    private const int MostFailures = 256;
    private const int WorkPerByte = 16;

    private static readonly JsonDocumentOptions Whole = new() { MaxDepth = MostDepth };
    private static readonly JsonReaderOptions Part = new() { MaxDepth = MostDepth };

    /// <summary>
    /// Finds it: the whole answer; else the last fence that is an object; else the last object in the text, one with
    /// fields before one without. Strict JSON: no comments, no trailing commas, no NaN.
    /// </summary>
    public static AnswerJson? Find(string text)
    {
        var bare = text.Trim('\uFEFF', '\u200B').Trim().Trim('\uFEFF');
        if (Parse(bare) is JsonElement whole)
            return new AnswerJson(whole, JsonPlace.Whole);
        if (Fences(bare).Reverse().Select(Parse).FirstOrDefault(found => found is not null) is JsonElement fenced)
            return new AnswerJson(fenced, JsonPlace.Fence);
        return InProse(Encoding.UTF8.GetBytes(bare)) is JsonElement part
            ? new AnswerJson(part, JsonPlace.Anywhere)
            : null;
    }

    /// <summary>Where it was found, in words.</summary>
    public string Where => Place switch
    {
        JsonPlace.Whole => "the whole answer",
        JsonPlace.Fence => "a fence",
        _ => "the text",
    };

    /// <summary>A field, dots going deeper; null where it is not there.</summary>
    public JsonElement? Field(string path)
    {
        var element = Element;
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || Property(element, name) is not JsonElement next)
                return null;
            element = next;
        }

        return element;
    }

    /// <summary>A text's value; null where its escapes are no Unicode.</summary>
    public static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Property(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A key with half a surrogate pair among its escapes.
            return null;
        }
    }

    private static JsonElement? Parse(string text)
    {
        if (text is not ['{', .., '}'])
            return null;
        try
        {
            using var document = JsonDocument.Parse(text, Whole);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Fences(string text)
    {
        var fences = new Queue<string>();
        StringBuilder? open = null;
        foreach (var line in text.EnumerateLines())
        {
            var mark = line.TrimStart();
            if (mark.StartsWith("```", StringComparison.Ordinal) || mark.StartsWith("~~~", StringComparison.Ordinal))
            {
                if (open is not null)
                    fences.Enqueue(open.ToString().Trim());
                open = open is null ? new StringBuilder() : null;
            }
            else
                open?.Append(line).Append('\n');

            if (fences.Count > MostFences)
                fences.Dequeue();
        }

        // The last fence of an answer may never be closed.
        return open is null ? fences : fences.Append(open.ToString().Trim());
    }

    // Every opening brace may begin an object. What was read as one is not looked into again; what fails costs at most
    // what was read, and both the failures and the bytes read in all are bounded.
    private static JsonElement? InProse(ReadOnlySpan<byte> text)
    {
        JsonElement? last = null;
        var failures = 0;
        var work = 0L;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '{' || !MayBegin(text[(at + 1)..]))
                continue;
            var (found, read) = ReadObject(text[at..]);
            work += read;
            if (found is not null)
            {
                at += read - 1;
                last = last is null || found.Value.GetPropertyCount() > 0 ? found : last;
            }
            else if (++failures >= MostFailures || work > (long)WorkPerByte * text.Length)
                break;
        }

        return last;
    }

    private static bool MayBegin(ReadOnlySpan<byte> rest) =>
        rest.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];

    private static (JsonElement? Found, int Read) ReadObject(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Part);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return (document.RootElement.Clone(), (int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            return (null, Reach(text));
        }
    }

    // ParseValue puts the reader back where it began, so what it read is measured by reading it once more.
    private static int Reach(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Part);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            // The place of the failure is what is asked for.
        }

        return (int)Math.Max(1, reader.BytesConsumed);
    }
}
