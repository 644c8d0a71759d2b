using System.Globalization;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Answers;

/// <summary>A short answer where no book has one: always the same for the same seed, model and prompt.</summary>
internal static class MadeAnswer
{
    public static Answer To(Inquiry inquiry, long seed)
    {
        var chance = Chance.Of(seed, 0, inquiry.Model, inquiry.Prompt);
        var number = 1 + chance.Bits(Purpose.Answer) % 100;
        var confidence = Math.Round(0.5 + 0.5 * chance.Even(Purpose.Confidence), 2);
        var text = inquiry.WantsJson
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"value": {{number}}, "confidence": {{confidence}}}""")
            : number.ToString(CultureInfo.InvariantCulture);
        return new Answer { Text = text, Tokens = TokenText.Count(text.Length) };
    }
}
