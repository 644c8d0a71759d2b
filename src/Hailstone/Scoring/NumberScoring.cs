using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>The scorer of numbers.</summary>
internal static class NumberScoring
{
    /// <summary>Right where the answer's number is the expected one or lies in the range, both ends included.</summary>
    public static Mark Score(ScorerSpec.Number spec, Expectation expected, Answer answer)
    {
        var (found, where) = spec.Path is null ? InText(answer) : InField(spec.Path, answer);
        if (found is null)
            return new Mark(where.Lost ? null : 0, $"number: {where.Text}, expected {Words(spec, expected)}");
        var right = found.Value is decimal value && IsRight(value, expected, spec.Tolerance, spec.OrderOfMagnitude);
        var taken = found.Value is decimal number ? Explanation.Of(number) : "a number beyond all bounds";
        var source = $"from {Explanation.Quote(found.Written)} ({where.Text})";
        return Mark.Of(right, $"number: took {taken} {source}, expected {Words(spec, expected)}");
    }

    /// <summary>Whether a value is what is expected.</summary>
    internal static bool IsRight(decimal value, Expectation expected, decimal tolerance, bool magnitude) =>
        expected switch
        {
            Expectation.Equal equal => Near(value, equal.Value, tolerance)
                || (magnitude && SameMagnitude(value, equal.Value)),
            Expectation.Range range => range.Low <= value && value <= range.High,
            Expectation.AtLeast least => value >= least.Low,
            Expectation.AtMost most => value <= most.High,
            _ => throw new ArgumentException($"number does not go with {expected.GetType().Name}.", nameof(expected)),
        };

    /// <summary>Whether a value lies within a share of what is expected.</summary>
    internal static bool Near(decimal value, decimal expected, decimal tolerance)
    {
        try
        {
            return Math.Abs(value - expected) <= tolerance * Math.Abs(expected);
        }
        catch (OverflowException)
        {
            return Math.Abs((double)value - (double)expected) <= (double)tolerance * Math.Abs((double)expected);
        }
    }

    /// <summary>Whether two numbers have the same sign and the same power of ten; 0 goes with 0 alone.</summary>
    internal static bool SameMagnitude(decimal one, decimal other) =>
        Math.Sign(one) == Math.Sign(other) && Magnitude(Math.Abs(one)) == Magnitude(Math.Abs(other));

    // floor(log10), exactly: a logarithm in floating point puts 999.9999999999999999 at 3.
    private static int Magnitude(decimal positive)
    {
        var power = 0;
        for (; positive >= 10; positive /= 10)
            power++;
        for (; positive is > 0 and < 1; positive *= 10)
            power--;
        return power;
    }

    private static (FoundNumber? Found, (string Text, bool Lost) Where) InText(Answer answer) =>
        AnswerNumber.InText(answer.Raw) is FoundNumber found
            ? (found, (found.Where, false))
            : (null, ($"no number in {Explanation.Quote(answer.Plain)}", true));

    private static (FoundNumber? Found, (string Text, bool Lost) Where) InField(string path, Answer answer)
    {
        if (answer.Json is not AnswerJson json)
            return (null, ($"no JSON object in {Explanation.Quote(answer.Plain)}", true));
        if (json.Field(path) is not JsonElement field)
            return (null, ($"no field {Explanation.Quote(path)} in {json.Where}", false));
        return AnswerNumber.InField(field) is FoundNumber found
            ? (found, ($"field {Explanation.Quote(path)} in {json.Where}", false))
            : (null, ($"no number in field {Explanation.Quote(path)}: {Explanation.Quote(field.GetRawText())}", false));
    }

    /// <summary>What is expected, in words.</summary>
    internal static string Words(Expectation expected, decimal tolerance, bool magnitude) => expected switch
    {
        Expectation.Equal equal when magnitude => $"the magnitude of {Explanation.Of(equal.Value)}",
        Expectation.Equal equal when tolerance > 0 =>
            $"{Explanation.Of(equal.Value)} within a share of {Explanation.Of(tolerance)}",
        Expectation.Equal equal => Explanation.Of(equal.Value),
        Expectation.Range range when range.Low == range.High => Explanation.Of(range.Low),
        Expectation.Range range => $"{Explanation.Of(range.Low)} to {Explanation.Of(range.High)}",
        Expectation.AtLeast least => $"{Explanation.Of(least.Low)} or more",
        Expectation.AtMost most => $"{Explanation.Of(most.High)} or less",
        _ => expected.GetType().Name,
    };

    private static string Words(ScorerSpec.Number spec, Expectation expected) =>
        Words(expected, spec.Tolerance, spec.OrderOfMagnitude);
}
