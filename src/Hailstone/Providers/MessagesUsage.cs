using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Token counts of the Messages dialect, which a stream tells piece by piece, in the normal form.</summary>
/// <remarks>
/// Counts are cumulative, so that of two the larger is the later one; relays send 0 where they do not know.
/// </remarks>
internal sealed class MessagesUsage
{
    private long? _plain;
    private long? _read;
    private long? _written;
    private long? _writtenForMinutes;
    private long? _writtenForAnHour;
    private long? _output;
    private long? _thinking;

    /// <summary>Takes the counts in a message or event, where it holds some.</summary>
    public void Add(JsonElement holder)
    {
        if (holder.Object("usage") is not { } usage)
            return;
        var written = usage.Object("cache_creation");
        _plain = Larger(_plain, usage.Count("input_tokens"));
        _read = Larger(_read, usage.Count("cache_read_input_tokens"));
        _written = Larger(_written, usage.Count("cache_creation_input_tokens"));
        _writtenForMinutes = Larger(_writtenForMinutes, written?.Count("ephemeral_5m_input_tokens"));
        _writtenForAnHour = Larger(_writtenForAnHour, written?.Count("ephemeral_1h_input_tokens"));
        _output = Larger(_output, usage.Count("output_tokens"));
        _thinking = Larger(_thinking, usage.Object("output_tokens_details")?.Count("thinking_tokens"));
    }

    /// <summary>The counts so far; null where there are none.</summary>
    public Usage? Normal()
    {
        // What is written to a cache is told as a sum, by its duration, or both ways.
        var written = Larger(_written, Sum(_writtenForMinutes, _writtenForAnHour));
        var normal = new Usage
        {
            // Cached tokens are no part of the plain input in this dialect.
            Input = _plain + (_read ?? 0) + (written ?? 0),
            CacheRead = _read,
            CacheWrite = written - (_writtenForAnHour ?? 0),
            CacheWriteHour = _writtenForAnHour,
            Output = _output,
            Reasoning = _thinking,
        };
        return normal == new Usage() ? null : normal;
    }

    private static long? Sum(long? one, long? other) => one is null ? other : one + (other ?? 0);

    private static long? Larger(long? one, long? other) => one > other ? one : other ?? one;
}
