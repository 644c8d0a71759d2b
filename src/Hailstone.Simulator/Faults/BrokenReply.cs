using System.Globalization;
using System.Text;

namespace Hailstone.Simulator.Faults;

/// <summary>Replies that break on their way. What they were to say was said, and is charged all the same.</summary>
internal static class BrokenReply
{
    /// <summary>The first half of a reply, and then another end.</summary>
    public static SimulatedReply Half(SimulatedReply whole, SimulatedEnd end) =>
        IsWholeBody(whole, out var only)
            ? whole with { Body = [FirstHalf(only)], End = end }
            : whole with { Body = Events(whole, whole.Body.Count() / 2), End = end };

    /// <summary>A reply that ends in good order in the middle of its JSON.</summary>
    public static SimulatedReply Torn(SimulatedReply whole)
    {
        if (!IsWholeBody(whole, out var only))
        {
            var events = whole.Body.ToList();
            return whole with { Body = [.. events[..(events.Count / 2)], FirstHalf(events[events.Count / 2])] };
        }
        var half = FirstHalf(only);
        var headers = new Dictionary<string, string>(whole.Head!.Headers)
        {
            ["content-length"] = Encoding.UTF8.GetByteCount(half.Text).ToString(CultureInfo.InvariantCulture),
        };
        return whole with { Head = whole.Head with { Headers = headers }, Body = [half] };
    }

    /// <summary>A stream that ends in good order before its last events; a whole body is torn.</summary>
    public static SimulatedReply Endless(SimulatedReply whole) =>
        IsWholeBody(whole, out _) ? Torn(whole) : Half(whole, SimulatedEnd.Complete);

    private static bool IsWholeBody(SimulatedReply reply, out SimulatedChunk only)
    {
        var first = reply.Body.Take(2).ToList();
        only = first[0];
        return first.Count == 1;
    }

    private static SimulatedChunk FirstHalf(SimulatedChunk chunk) =>
        chunk with { Text = Answers.TokenText.Cut(chunk.Text, chunk.Text.Length / 2) };

    private static List<SimulatedChunk> Events(SimulatedReply reply, int count) => [.. reply.Body.Take(count)];
}
