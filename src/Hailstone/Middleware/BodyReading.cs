using System.Text;
using System.Text.Json;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>What the body of a question says, in whatever dialect it is.</summary>
internal sealed record BodyReading
{
    private static readonly string[] Caps = ["max_completion_tokens", "max_output_tokens", "max_tokens"];

    /// <summary>The model, or null where none is named.</summary>
    public string? Model { get; private set; }

    /// <summary>The output cap, or null.</summary>
    public long? CapTokens { get; private set; }

    /// <summary>Whether a stream is asked for.</summary>
    public bool Streams { get; private set; }

    /// <summary>How long all texts are, images and sounds left out.</summary>
    public QuestionLength Length { get; private set; }

    /// <summary>Reads a body.</summary>
    /// <returns>Null where it is no JSON object.</returns>
    public static BodyReading? Of(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var body = new BodyReading();
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject && body.Read(ref json) ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Read(ref Utf8JsonReader json)
    {
        string? name = null;
        var isData = false;
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = json.CurrentDepth == 1 ? Name(ref json) : null;
                    // Where vendors' dialects put the bytes of an image or a sound.
                    isData = json.ValueTextEquals("data"u8);
                    break;
                case JsonTokenType.String when json.CurrentDepth == 1 && name == "model":
                    Model = Encoding.UTF8.GetString(json.ValueSpan);
                    break;
                case JsonTokenType.String when !isData && !json.ValueSpan.StartsWith("data:"u8):
                    Length = Length.Plus(LengthOf(ref json));
                    break;
                case JsonTokenType.Number when json.CurrentDepth == 1 && Caps.Contains(name):
                    if (json.TryGetInt64(out var cap) && cap is >= 0 and <= JsonReading.MostCount)
                        CapTokens = cap;
                    break;
                case JsonTokenType.True when json.CurrentDepth == 1 && name == "stream":
                    Streams = true;
                    break;
            }
        }

        return true;
    }

    private static string? Name(ref Utf8JsonReader json) => json.ValueSpan.Length <= 32
        ? Encoding.UTF8.GetString(json.ValueSpan)
        : null;

    // An escaped letter of another script is six bytes on the wire and one in the question.
    private static QuestionLength LengthOf(ref Utf8JsonReader json)
    {
        var written = Encoding.UTF8.GetCharCount(json.ValueSpan);
        if (!json.ValueIsEscaped)
            return new QuestionLength(written, CharacterEstimate.Of(json.ValueSpan));
        var escaped = json.ValueSpan.Count("\\u"u8);
        var characters = Math.Max(1, written - (5 * escaped));
        return new QuestionLength(characters, CharacterEstimate.OfCounts(characters - escaped, escaped));
    }
}
