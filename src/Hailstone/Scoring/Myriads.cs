namespace Hailstone.Scoring;

/// <summary>A number in East Asian units, which fall from left to right: 1조 2천3백억 4,500만 6000.</summary>
/// <remarks>
/// 천 and 백 count within a section, 조, 억 and 만 end it. A last number without a unit belongs to it where it has three
/// digits or more and is smaller than the unit before it: 1만 5000원 is 15,000, 2만 3명 is not 20,003.
/// </remarks>
internal struct Myriads(string text, int end)
{
    private const decimal Myriad = 1e4m;
    private const decimal LeastTail = 100;

    private decimal? _total = 0;
    private decimal? _section = 0;
    private decimal _lastBig = decimal.MaxValue;
    private decimal _lastSmall = Myriad;

    /// <summary>The value of the first number with all that follows, and where that ends.</summary>
    public (decimal? Value, int End) Read(decimal? first)
    {
        var number = first;
        while (true)
        {
            var (times, after) = NumberUnits.EastAsian(text, end);
            if (times == 0 || !Falls(times))
                return (_total + _section + number, end);
            Take(number, times);
            end = after;
            var (following, _) = NumberUnits.EastAsian(text, end);
            // 3억천만: a small unit without a number is one of it; a big one (2천억) takes what stands before.
            number = following is > 0 and < Myriad ? 1 : 0;
            if (following > 0)
                continue;
            if (Next() is not (decimal next, int nextEnd))
                return (_total + _section, end);
            (number, end) = (next, nextEnd);
        }
    }

    private readonly bool Falls(decimal times) => times >= Myriad ? times < _lastBig : times < _lastSmall;

    private void Take(decimal? number, decimal times)
    {
        if (times < Myriad)
        {
            _section += number * times;
            _lastSmall = times;
            return;
        }

        _total += (_section + number) * times;
        _section = 0;
        _lastBig = times;
        _lastSmall = Myriad;
    }

    // The number behind a unit, if it goes on with this one.
    private readonly (decimal Value, int End)? Next()
    {
        var at = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (at >= text.Length || !char.IsAsciiDigit(text[at]))
            return null;
        var (value, after) = NumberReader.Plain(text, at);
        var (times, _) = NumberUnits.EastAsian(text, after);
        var limit = _lastSmall < Myriad ? _lastSmall : _lastBig;
        if (value is not decimal number)
            return null;
        var tail = number >= LeastTail && number < limit && decimal.IsInteger(number);
        return (times > 0 ? Falls(times) : tail) ? (number, after) : null;
    }
}
