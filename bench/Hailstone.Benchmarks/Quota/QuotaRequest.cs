using System.Text.Json;

namespace Hailstone.Benchmarks.Quota;

/// <summary>A request of the chat dialect, as far as a quota sees it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Question">The last message's words: what tells one trial from another.</param>
/// <param name="Characters">Characters of all messages.</param>
/// <param name="OutputCap">The cap of the output, or 0 where none was sent.</param>
/// <param name="Stream">Whether the answer is to be streamed.</param>
internal sealed record QuotaRequest(string Model, string Question, long Characters, long OutputCap, bool Stream)
{
    /// <summary>What it takes of the tokens: the larger of the cap and a quarter of the characters.</summary>
    public long Tokens => Math.Max(OutputCap, InputTokens);

    /// <summary>Tokens of the input, estimated.</summary>
    public long InputTokens => (Characters + 3) / 4;

    /// <summary>Reads a body.</summary>
    /// <returns>The request, or null where the body is none.</returns>
    public static QuotaRequest? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var words = root.GetProperty("messages").EnumerateArray()
                .Select(message => message.GetProperty("content").GetString() ?? "")
                .ToList();
            return new QuotaRequest(
                root.GetProperty("model").GetString() ?? "",
                words[^1],
                words.Sum(word => (long)word.Length),
                Number(root, "max_completion_tokens") ?? Number(root, "max_tokens") ?? 0,
                root.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
