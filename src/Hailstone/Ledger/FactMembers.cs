using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Hailstone.Ledger;

/// <summary>
/// Takes the members of a fact one after the other, in the order in which they are written. Each is asked for by its
/// name and is null where it is not the next one. Whatever looks otherwise than it is written makes the whole
/// <see cref="IsOdd"/>, and is for the serializer to judge.
/// </summary>
/// <param name="json">A fact behind its kind.</param>
internal ref struct FactMembers(ReadOnlySpan<byte> json)
{
    private const int ShortestTime = 8;
    private const int SureDigits = 18;

    private ReadOnlySpan<byte> _rest = json;
    private bool _isFirst;

    /// <summary>Whether something was not as it is written; what was read is then worth nothing.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>Whether the fact was read to its end, and all of it was as it is written.</summary>
    public readonly bool End() => !IsOdd && _rest.SequenceEqual("}"u8);

    /// <summary>A value that every fact of the kind has.</summary>
    /// <param name="value">What was read.</param>
    public T Required<T>(T? value)
        where T : struct
    {
        Odd(value is null);
        return value.GetValueOrDefault();
    }

    /// <summary>A text that every fact of the kind has.</summary>
    /// <param name="value">What was read.</param>
    public string Required(string? value)
    {
        Odd(value is null);
        return value ?? "";
    }

    /// <summary>Goes into an object.</summary>
    /// <param name="name">The member that it is.</param>
    /// <returns>Whether it is the next one.</returns>
    public bool Enter(ReadOnlySpan<byte> name)
    {
        if (!Has(name) || !Takes("{"u8))
            return false;
        _isFirst = true;
        return true;
    }

    /// <summary>Goes out of an object.</summary>
    /// <param name="read">What was read in it.</param>
    public T Leave<T>(T read)
    {
        Takes("}"u8);
        _isFirst = false;
        return read;
    }

    /// <summary>A whole number.</summary>
    public int? Int(ReadOnlySpan<byte> name) =>
        Long(name) is { } value && !Odd(value is < int.MinValue or > int.MaxValue) ? (int)value : null;

    /// <summary>A large whole number.</summary>
    public long? Long(ReadOnlySpan<byte> name)
    {
        if (!Has(name))
            return null;
        var isNegative = _rest is [(byte)'-', ..];
        var digits = isNegative ? _rest[1..] : _rest;
        var (value, length) = (0L, 0);
        for (; length < digits.Length && digits[length] is >= (byte)'0' and <= (byte)'9'; length++)
            value = unchecked((value * 10) + digits[length] - '0');
        if (Odd(length is 0 or > SureDigits || (length > 1 && digits[0] == '0')))
            return null;
        _rest = digits[length..];
        return isNegative ? -value : value;
    }

    /// <summary>A number.</summary>
    public double? Double(ReadOnlySpan<byte> name)
    {
        if (!Has(name))
            return null;
        if (WrittenValue.Number(_rest, out var number) is > 0 and var length
            && WrittenValue.Double(number) is { } nearest)
        {
            _rest = _rest[length..];
            return nearest;
        }

        var isNumber = Number().TryGetDouble(out var value);
        return Odd(!isNumber) ? null : value;
    }

    /// <summary>An amount of money.</summary>
    public decimal? Decimal(ReadOnlySpan<byte> name)
    {
        if (!Has(name))
            return null;
        if (WrittenValue.Number(_rest, out var number) is > 0 and var length)
        {
            _rest = _rest[length..];
            return WrittenValue.Decimal(number);
        }

        var isNumber = Number().TryGetDecimal(out var value);
        return Odd(!isNumber) ? null : value;
    }

    /// <summary>A yes or no.</summary>
    public bool? Bool(ReadOnlySpan<byte> name)
    {
        if (!Has(name))
            return null;
        var isTrue = _rest.StartsWith("true"u8);
        return Takes(isTrue ? "true"u8 : "false"u8) ? isTrue : null;
    }

    /// <summary>A time of the wall clock.</summary>
    public DateTimeOffset? At(ReadOnlySpan<byte> name)
    {
        if (!Has(name) || Odd(!Plain(out var text)))
            return null;
        if (WrittenValue.At(text) is { } at)
        {
            _rest = _rest[(text.Length + 2)..];
            return at;
        }

        var isTime = Value(text.Length + 2).TryGetDateTimeOffset(out var value);
        return Odd(!isTime) ? null : value;
    }

    /// <summary>A duration.</summary>
    public TimeSpan? Time(ReadOnlySpan<byte> name)
    {
        if (!Has(name) || Odd(!Plain(out var text)))
            return null;
        _rest = _rest[(text.Length + 2)..];
        if (WrittenValue.Duration(text) is { } duration)
            return duration;
        var isTime = Utf8Parser.TryParse(text, out TimeSpan value, out var length, 'c');
        return Odd(!isTime || length != text.Length || length < ShortestTime) ? null : value;
    }

    /// <summary>A text.</summary>
    public string? Text(ReadOnlySpan<byte> name)
    {
        if (!Has(name))
            return null;
        if (!Plain(out var text))
            return Value(LengthOfText()).GetString();
        _rest = _rest[(text.Length + 2)..];
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>A text that is mostly the same from fact to fact, and then the same object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="last">What it was the last time.</param>
    public string? Text(ReadOnlySpan<byte> name, ref LastText? last)
    {
        if (!Has(name))
            return null;
        var length = LengthOfText();
        // Other threads may read at the same time: each goes on with what it saw.
        var known = last;
        if (known is not null && _rest[..length].SequenceEqual(known.Json))
        {
            _rest = _rest[length..];
            return known.Text;
        }

        var json = _rest[..length].ToArray();
        last = known = new LastText(json, Value(length).GetString()!);
        return known.Text;
    }

    /// <summary>One of the known words.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="words">The words and what they mean.</param>
    public T? Word<T>(ReadOnlySpan<byte> name, Known<T>[] words)
        where T : struct
    {
        if (!Has(name))
            return null;
        foreach (var word in words)
        {
            if (!_rest.StartsWith(word.Json))
                continue;
            _rest = _rest[word.Json.Length..];
            return word.Value;
        }

        Odd(true);
        return null;
    }

    /// <summary>The words of an enumeration, as the serializer writes them.</summary>
    public static Known<T>[] WordsOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value =>
            new Known<T>(Encoding.UTF8.GetBytes($"\"{FactJson.WordOf(value)}\""), value))];

    // Whether the next member has the name: then goes to its value.
    private bool Has(ReadOnlySpan<byte> name)
    {
        var start = _isFirst ? 0 : 1;
        var end = start + 1 + name.Length;
        if (IsOdd || _rest.Length < end + 2 || (!_isFirst && _rest[0] != ',') || _rest[start] != '"'
            || !_rest[(start + 1)..].StartsWith(name) || _rest[end] != '"' || _rest[end + 1] != ':')
            return false;
        _rest = _rest[(end + 2)..];
        _isFirst = false;
        return true;
    }

    private bool Takes(ReadOnlySpan<byte> what)
    {
        if (Odd(!_rest.StartsWith(what)))
            return false;
        _rest = _rest[what.Length..];
        return true;
    }

    // The value at hand, where it is a text that stands for itself; without its quotes. These texts are short: byte by
    // byte is quicker than what would search for any of them, which is slow until it is compiled for the machine.
    private readonly bool Plain(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_rest is not [(byte)'"', .. var behind])
            return false;
        var length = 0;
        while (length < behind.Length
            && behind[length] is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\'))
            length++;
        if (length == behind.Length || behind[length] != '"')
            return false;
        text = behind[..length];
        return true;
    }

    // With its quotes. What is no text is for the serializer's reader to refuse.
    private readonly int LengthOfText()
    {
        for (var at = 1; at < _rest.Length; at++)
        {
            at += _rest[at..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var skip ? skip : _rest.Length;
            if (at < _rest.Length && _rest[at] == '"')
                return at + 1;
            at++;
        }

        return _rest.Length;
    }

    private Utf8JsonReader Number() => Value(Math.Max(0, _rest.IndexOfAny((byte)',', (byte)'}')));

    // A value as the serializer's own reader understands it.
    private Utf8JsonReader Value(int length)
    {
        var value = new Utf8JsonReader(_rest[..length]);
        Odd(!value.Read() || value.BytesConsumed != length);
        _rest = _rest[length..];
        return value;
    }

    private bool Odd(bool isOdd)
    {
        IsOdd |= isOdd;
        return isOdd;
    }
}

/// <summary>A word and what it means.</summary>
/// <param name="Json">The word as it stands in JSON, with the quotes.</param>
/// <param name="Value">What it means.</param>
internal readonly record struct Known<T>(byte[] Json, T Value);

/// <summary>A text that was read.</summary>
/// <param name="Json">As it stands in JSON, with the quotes.</param>
/// <param name="Text">The text.</param>
internal sealed record LastText(byte[] Json, string Text);
