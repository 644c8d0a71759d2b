using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hailstone.Ledger;

/// <summary>
/// Goes through the members of a fact that stands as it was written. Whatever looks otherwise makes it
/// <see cref="IsOdd"/>, and is for the serializer to judge.
/// </summary>
internal ref struct FactMembers
{
    private const int ShortestTime = 8;

    private Utf8JsonReader _reader;

    /// <summary>Begins behind the kind.</summary>
    /// <param name="json">A fact whose first member is its kind.</param>
    public FactMembers(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json);
        _reader.Read();
        _reader.Read();
        _reader.Read();
    }

    /// <summary>Whether something was not as it is written; what was read is then worth nothing.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>Goes to the next member of the object.</summary>
    /// <param name="name">Its name as it stands.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (IsOdd || !_reader.Read())
            return false;
        if (_reader.TokenType == JsonTokenType.PropertyName)
        {
            name = _reader.ValueSpan;
            return true;
        }

        return Odd(_reader.TokenType != JsonTokenType.EndObject);
    }

    /// <summary>Whether the fact was read to its end, and all of it was as it is written.</summary>
    public bool End() => !IsOdd && !_reader.Read();

    /// <summary>A member that is not known.</summary>
    public void Unknown() => Odd(true);

    /// <summary>Goes into an object.</summary>
    public void Enter() => Is(JsonTokenType.StartObject);

    /// <summary>A whole number.</summary>
    public int Int() => Is(JsonTokenType.Number) && !Odd(!_reader.TryGetInt32(out var value)) ? value : 0;

    /// <summary>A large whole number.</summary>
    public long Long() => Is(JsonTokenType.Number) && !Odd(!_reader.TryGetInt64(out var value)) ? value : 0;

    /// <summary>A number.</summary>
    public double Double() => Is(JsonTokenType.Number) && !Odd(!_reader.TryGetDouble(out var value)) ? value : 0;

    /// <summary>An amount of money.</summary>
    public decimal Decimal() => Is(JsonTokenType.Number) && !Odd(!_reader.TryGetDecimal(out var value)) ? value : 0;

    /// <summary>A yes or no.</summary>
    public bool Bool()
    {
        _reader.Read();
        Odd(_reader.TokenType is not (JsonTokenType.True or JsonTokenType.False));
        return _reader.TokenType == JsonTokenType.True;
    }

    /// <summary>A time of the wall clock.</summary>
    public DateTimeOffset At() =>
        Is(JsonTokenType.String) && !Odd(!_reader.TryGetDateTimeOffset(out var value)) ? value : default;

    /// <summary>A duration.</summary>
    public TimeSpan Time()
    {
        if (!Is(JsonTokenType.String))
            return default;
        var text = _reader.ValueSpan;
        var isTime = Utf8Parser.TryParse(text, out TimeSpan value, out var length, 'c');
        Odd(!isTime || length != text.Length || length < ShortestTime);
        return value;
    }

    /// <summary>A text.</summary>
    public string Text() => Is(JsonTokenType.String) ? _reader.GetString()! : "";

    /// <summary>A text that is mostly the same from fact to fact, and then the same object.</summary>
    /// <param name="last">What it was the last time.</param>
    public string Text(ref LastText? last)
    {
        if (!Is(JsonTokenType.String))
            return "";
        // Other threads may read at the same time: each goes on with what it saw.
        var known = last;
        if (known is null || !_reader.ValueSpan.SequenceEqual(known.Json))
            last = known = new LastText(_reader.ValueSpan.ToArray(), _reader.GetString()!);
        return known.Text;
    }

    /// <summary>One of the known words.</summary>
    /// <param name="words">The words and what they mean.</param>
    public T Word<T>(Known<T>[] words)
        where T : struct
    {
        if (!Is(JsonTokenType.String))
            return default;
        foreach (var word in words)
        {
            if (_reader.ValueSpan.SequenceEqual(word.Text))
                return word.Value;
        }

        Odd(true);
        return default;
    }

    /// <summary>The words of an enumeration, as the serializer writes them.</summary>
    public static Known<T>[] WordsOf<T>(JsonTypeInfo<T> type)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new Known<T>(
            JsonSerializer.SerializeToUtf8Bytes(value, type)[1..^1], value))];

    private bool Is(JsonTokenType type)
    {
        _reader.Read();
        return !Odd(_reader.TokenType != type);
    }

    private bool Odd(bool isOdd)
    {
        IsOdd |= isOdd;
        return isOdd;
    }
}

/// <summary>A word and what it means.</summary>
/// <param name="Text">The word in UTF-8.</param>
/// <param name="Value">What it means.</param>
internal readonly record struct Known<T>(byte[] Text, T Value);

/// <summary>A text that was read.</summary>
/// <param name="Json">As it stands in JSON, without the quotes.</param>
/// <param name="Text">The text.</param>
internal sealed record LastText(byte[] Json, string Text);
