namespace Hailstone.Ledger;

/// <summary>
/// Reads numbers and times in the one form in which facts are written. What stands in another form is not refused: it
/// is for a slower reader.
/// </summary>
internal static class WrittenValue
{
    private const int SureDigits = 18;
    private const long WholeInDouble = 1L << 53;
    private const int ShortestTime = 20;
    private const int ShortestDuration = 8;
    private const int LongestDuration = 16;
    private const int TicksDigits = 7;

    // So far below 0 that no other digits make it a year.
    private const int NoDigits = -1_000_000;

    // Each is a double to the last bit, so that one division by it rounds once, and right.
    private static readonly double[] PowersOfTen =
        [.. Enumerable.Range(0, SureDigits + 1).Select(exponent => Math.Pow(10, exponent))];

    /// <summary>A number without an exponent: -12.50 is 1250 at 2 decimals, below 0.</summary>
    /// <param name="json">What begins with it.</param>
    /// <param name="number">The number.</param>
    /// <returns>How many bytes it takes; 0 where it is of another form.</returns>
    public static int Number(ReadOnlySpan<byte> json, out (long Digits, int Decimals, bool IsNegative) number)
    {
        number = default;
        var (at, digits, count, decimals) = (0, 0L, 0, -1);
        var isNegative = json is [(byte)'-', ..];
        if (isNegative)
            at++;
        var start = at;
        for (; at < json.Length && count <= SureDigits; at++)
        {
            if (json[at] is >= (byte)'0' and <= (byte)'9')
            {
                digits = (digits * 10) + json[at] - '0';
                count++;
                if (decimals >= 0)
                    decimals++;
            }
            else if (json[at] == '.' && decimals < 0 && count > 0)
            {
                decimals = 0;
            }
            else
            {
                break;
            }
        }

        var isPadded = json[start..] is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..];
        var isEnded = at < json.Length && json[at] is (byte)',' or (byte)'}';
        if (count is 0 or > SureDigits || decimals == 0 || isPadded || !isEnded || (isNegative && digits == 0))
            return 0;
        number = (digits, Math.Max(0, decimals), isNegative);
        return at;
    }

    /// <summary>A number as a decimal, with its zeros.</summary>
    public static decimal Decimal((long Digits, int Decimals, bool IsNegative) number) => new(
        unchecked((int)number.Digits), (int)(number.Digits >> 32), 0, number.IsNegative, (byte)number.Decimals);

    /// <summary>A number as the double that is nearest to it; null where that takes more than one division.</summary>
    public static double? Double((long Digits, int Decimals, bool IsNegative) number) => number.Digits >= WholeInDouble
        ? null
        : (number.IsNegative ? -number.Digits : number.Digits) / PowersOfTen[number.Decimals];

    /// <summary>A time of the wall clock: 2026-11-22T09:30:15.25+09:00.</summary>
    /// <param name="text">The whole text.</param>
    /// <returns>Null where it is of another form.</returns>
    public static DateTimeOffset? At(ReadOnlySpan<byte> text)
    {
        if (text.Length < ShortestTime || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':'
            || text[16] != ':')
            return null;
        var (year, month, day) = ((100 * Two(text)) + Two(text[2..]), Two(text[5..]), Two(text[8..]));
        var (hour, minute, second) = (Two(text[11..]), Two(text[14..]), Two(text[17..]));
        // Far enough from both ends of the calendar for any offset.
        if (year is < 1000 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return null;
        return Ticks(text[19..], out var length) is { } ticks && Offset(text[(19 + length)..]) is { } offset
            ? new DateTimeOffset(new DateTime(year, month, day, hour, minute, second).AddTicks(ticks), offset)
            : null;
    }

    /// <summary>A duration of less than a day: 00:06:00, 00:00:00.0000001.</summary>
    /// <param name="text">The whole text.</param>
    /// <returns>Null where it is of another form.</returns>
    public static TimeSpan? Duration(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (ShortestDuration or LongestDuration) || text[2] != ':' || text[5] != ':')
            return null;
        var (hours, minutes, seconds) = (Two(text), Two(text[3..]), Two(text[6..]));
        return hours is >= 0 and <= 23 && minutes is >= 0 and <= 59 && seconds is >= 0 and <= 59
            && Ticks(text[8..], out var length) is { } ticks && length == text.Length - ShortestDuration
                ? new TimeSpan(hours, minutes, seconds) + new TimeSpan(ticks)
                : null;
    }

    // The part of a second, where there is one.
    private static long? Ticks(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (text is not [(byte)'.', ..])
            return 0;
        var ticks = 0L;
        for (length = 1; length < text.Length && text[length] is >= (byte)'0' and <= (byte)'9'; length++)
            ticks = (ticks * 10) + text[length] - '0';
        if (length is 1 or > TicksDigits + 1)
            return null;
        for (var missing = length; missing <= TicksDigits; missing++)
            ticks *= 10;
        return ticks;
    }

    private static TimeSpan? Offset(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z'])
            return TimeSpan.Zero;
        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _])
            return null;
        var (hours, minutes) = (Two(text[1..]), Two(text[4..]));
        if (hours is < 0 or > 13 || minutes is < 0 or > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }

    private static int Two(ReadOnlySpan<byte> text) =>
        text[0] is >= (byte)'0' and <= (byte)'9' && text[1] is >= (byte)'0' and <= (byte)'9'
            ? ((text[0] - '0') * 10) + text[1] - '0'
            : NoDigits;
}
