using System.Globalization;

namespace Hailstone.Suites.Parsing;

/// <summary>Takes values out of a mapping, and reports what is missing, unknown or of a wrong kind.</summary>
internal sealed class MappingReader
{
    private readonly Dictionary<string, Written> _values = new(StringComparer.Ordinal);
    private readonly ProblemLog _problems;

    /// <summary>Reads a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="owner">What it is, as the file names it.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="problems">Where to report.</param>
    /// <param name="later">A key that this version does not have yet.</param>
    public MappingReader(
        Written.Mapping mapping, string owner, IReadOnlyList<string> keys, ProblemLog problems, string? later = null)
    {
        (At, _problems, Owner) = (mapping, problems, owner);
        foreach (var (key, value) in mapping.Entries)
        {
            if (key.Text == later)
                NotYet(problems, key, key.Text);
            else if (keys.Contains(key.Text, StringComparer.Ordinal))
                Keep(key, value);
            else
                Unknown(key, keys);
        }
    }

    /// <summary>What the mapping is, as the file names it.</summary>
    public string Owner { get; }

    /// <summary>Where the mapping stands.</summary>
    public Written At { get; }

    /// <summary>Whether a key is there at all.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>A value as written, or null where the key is absent.</summary>
    public Written? Node(string key) => _values.GetValueOrDefault(key);

    public static void NotYet(ProblemLog problems, Written at, string word) => problems.Add(
        at, "suite.not-yet", Phrase.Of(SuiteMessages.NotYet, word), SuiteMessages.NotYetMend);

    public void Require(string key)
    {
        if (!Has(key))
            Missing(_problems, At, key, Owner);
    }

    public static void Missing(ProblemLog problems, Written at, string key, string owner) => problems.Add(
        at, "suite.missing-key", Phrase.Of(
            SuiteMessages.MissingKey, owner, key), Phrase.Of(SuiteMessages.MissingKeyMend, key));

    /// <summary>A scalar, whatever its text; anything else is reported.</summary>
    public Written.Scalar? Scalar(string key) => Node(key) switch
    {
        null or Written.Broken => null,
        Written.Scalar scalar => scalar,
        var other => Wrong<Written.Scalar>(other, key, SuiteMessages.KindText),
    };

    public string? Text(string key) => Scalar(key) is not { } scalar
        ? null
        : scalar.Text.Length > 0 ? scalar.Text : Wrong<string>(scalar, key, SuiteMessages.KindText);

    public bool? Flag(string key) => Scalar(key) switch
    {
        null => null,
        { Plain: true, Text: "true" } => true,
        { Plain: true, Text: "false" } => false,
        var other => WrongValue<bool>(other, key, SuiteMessages.KindFlag),
    };

    public long? Whole(string key, long low, long high)
    {
        if (Scalar(key) is not { } scalar)
            return null;

        if (!scalar.Plain || !long.TryParse(
            scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return WrongValue<long>(scalar, key, SuiteMessages.KindWhole);

        return number >= low && number <= high ? number : OutOfRange<long>(
            scalar, key, Phrase.Of(SuiteMessages.Between, low, high));
    }

    /// <summary>A number that a test accepts; <paramref name="range"/> says it in words.</summary>
    public decimal? Number(string key, Func<decimal, bool> accepts, string range) =>
        Scalar(key) is { } scalar ? NumberOf(scalar, key, accepts, range) : null;

    public decimal? NumberOf(Written.Scalar scalar, string key, Func<decimal, bool> accepts, string range)
    {
        if (!scalar.Plain || !decimal.TryParse(
            scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return WrongValue<decimal>(scalar, key, SuiteMessages.KindNumber);

        return accepts(number) ? number : OutOfRange<decimal>(scalar, key, range);
    }

    /// <summary>One of a few fixed words.</summary>
    public string? Word(string key, IReadOnlyList<string> words)
    {
        if (Scalar(key) is not { } scalar)
            return null;

        if (words.Contains(scalar.Text, StringComparer.Ordinal))
            return scalar.Text;

        WrongWord(_problems, scalar, key, words);
        return null;
    }

    public static void WrongWord(ProblemLog problems, Written.Scalar at, string key, IReadOnlyList<string> words)
    {
        var message = Phrase.Of(SuiteMessages.WrongWord, at.Text, key);
        problems.Add(at, "suite.wrong-word", message, Phrase.Known(at.Text, words));
    }

    /// <summary>A mapping, or null where it is absent or of another kind.</summary>
    public Written.Mapping? Mapping(string key) => Node(key) switch
    {
        null or Written.Broken => null,
        Written.Mapping mapping => mapping,
        var other => Wrong<Written.Mapping>(other, key, SuiteMessages.KindMapping),
    };

    /// <summary>A list with at least one element.</summary>
    public IReadOnlyList<Written>? List(string key) => Node(key) switch
    {
        null or Written.Broken => null,
        Written.Sequence { Items.Count: > 0 } list => list.Items,
        var other => Wrong<IReadOnlyList<Written>>(other, key, SuiteMessages.KindList),
    };

    /// <summary>One text or a list of texts.</summary>
    public IReadOnlyList<Written.Scalar>? Scalars(string key)
    {
        if (Node(key) is Written.Scalar one)
            return [one];

        var scalars = new List<Written.Scalar>();
        foreach (var item in List(key) ?? [])
        {
            if (item is Written.Scalar { IsNothing: false } scalar)
                scalars.Add(scalar);
            else
                Wrong<string>(item, key, SuiteMessages.KindText);
        }

        return scalars.Count > 0 ? scalars : null;
    }

    /// <summary>One text or a list of texts, none of them empty.</summary>
    public IReadOnlyList<string>? Texts(string key)
    {
        var scalars = Scalars(key);
        foreach (var empty in scalars?.Where(scalar => scalar.Text.Length == 0) ?? [])
            Wrong<string>(empty, key, SuiteMessages.KindText);

        return scalars?.Select(scalar => scalar.Text).ToList();
    }

    public T? Wrong<T>(Written at, string key, string kind)
        where T : class
    {
        Report(at, key, kind);
        return null;
    }

    public T? OutOfRange<T>(Written.Scalar at, string key, string range)
        where T : struct
    {
        _problems.Add(
            at, "suite.out-of-range", Phrase.Of(
                SuiteMessages.OutOfRange, key, at.Text), Phrase.Of(SuiteMessages.OutOfRangeMend, range));
        return null;
    }

    private T? WrongValue<T>(Written at, string key, string kind)
        where T : struct
    {
        Report(at, key, kind);
        return null;
    }

    private void Report(Written at, string key, string kind)
    {
        if (at is not Written.Broken)
            _problems.Add(
                at,
                "suite.wrong-kind",
                Phrase.Of(SuiteMessages.WrongKind, key, kind),
                Phrase.Of(SuiteMessages.WrongKindMend, kind));
    }

    private void Keep(Written.Scalar key, Written value)
    {
        if (value is Written.Scalar { IsNothing: true })
            _problems.Add(key, "suite.no-value", Phrase.Of(SuiteMessages.NoValue, key.Text), SuiteMessages.NoValueMend);

        _values.Add(
            key.Text,
            value is Written.Scalar { IsNothing: true } ? new Written.Broken(value.Line, value.Column) : value);
    }

    private void Unknown(Written.Scalar key, IReadOnlyList<string> keys)
    {
        var mend = !_problems.IsFull && Nearest.To(key.Text, keys) is { } near
            ? Phrase.Of(SuiteMessages.UnknownKeyNear, near)
            : Phrase.Of(SuiteMessages.UnknownKeyMend, Phrase.List(keys));
        _problems.Add(key, "suite.unknown-key", Phrase.Of(SuiteMessages.UnknownKey, key.Text, Owner), mend);
    }
}
