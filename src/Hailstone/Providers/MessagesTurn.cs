using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>
/// What a model says in its turn in the Messages dialect: blocks of text, of thoughts, of tools' work. A turn that was
/// paused goes on in another exchange.
/// </summary>
/// <param name="soFar">The blocks of the exchanges before, a JSON array; or null.</param>
internal sealed class MessagesTurn(JsonElement? soFar)
{
    private readonly SortedDictionary<long, MessagesBlock> _blocks = [];

    /// <summary>The text of this exchange.</summary>
    public string Text => string.Concat(_blocks.Values.Select(block => block.Text));

    /// <summary>The text of the turn.</summary>
    public string TextFromItsBeginning => string.Concat(Before.Select(MessagesBlock.TextOf)) + Text;

    private JsonElement.ArrayEnumerator Before => soFar is { ValueKind: JsonValueKind.Array } blocks
        ? blocks.EnumerateArray()
        : default;

    /// <summary>All blocks of a body.</summary>
    public void AddWhole(JsonElement body)
    {
        if (body.Member("content") is not { ValueKind: JsonValueKind.Array } content)
            return;
        foreach (var block in content.EnumerateArray())
            _blocks[_blocks.Count] = new MessagesBlock(block);
    }

    /// <summary>A block begins.</summary>
    public Content Begin(JsonElement begun)
    {
        if (begun.Object("content_block") is not { } start)
            return Content.None;
        var block = new MessagesBlock(start);
        _blocks[begun.Count("index") ?? _blocks.Count] = block;
        if (block.Text.Length > 0)
            return Content.Answer;
        // Thoughts that are kept from the reader come whole.
        return start.Text("type") == "redacted_thinking" ? Content.Other : Content.None;
    }

    /// <summary>A piece of a block.</summary>
    public Content Add(JsonElement piece)
    {
        if (piece.Object("delta") is not { } delta)
            return Content.None;
        var place = piece.Count("index") ?? Math.Max(0, _blocks.Count - 1);
        if (!_blocks.TryGetValue(place, out var block))
            _blocks[place] = block = new MessagesBlock(null);
        return block.Add(delta);
    }

    /// <summary>All blocks of the turn, as the provider wants them back; null where one cannot be given back.</summary>
    public JsonElement? FromItsBeginning()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var block in Before)
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(block), skipInputValidation: true);
            foreach (var block in _blocks.Values)
            {
                if (!block.TryWrite(json))
                    return null;
            }
            json.WriteEndArray();
        }
        using var blocks = JsonReading.Parse(buffer.WrittenMemory);
        return blocks?.RootElement.Clone();
    }
}
