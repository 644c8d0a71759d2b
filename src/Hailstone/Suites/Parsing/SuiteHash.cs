using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hailstone.Suites.Parsing;

/// <summary>
/// The fingerprint of a suite: all that can change what is asked, how it is scored, or how scores are reported by
/// heading; not its name, its description, its budgets, its gates, its policy, or what it says of quotas.
/// </summary>
internal static class SuiteHash
{
    private const string Form = "hailstone.suite-hash/1";

    public static string Of(Suite suite)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, writer => WriteHead(suite, writer));
        foreach (var target in suite.Targets)
            Append(hash, writer => WriteTarget(target, writer));

        foreach (var scorer in suite.Scorers)
            Append(hash, writer => WriteScorer(scorer, writer));

        foreach (var item in suite.Items)
            Append(hash, writer => WriteItem(item, writer));

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The part of it that says how answers are scored.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="version">The version of the scorers' code.</param>
    public static byte[] OfScorers(Suite suite, int version)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, writer => writer.WriteNumberValue(version));
        foreach (var scorer in suite.Scorers)
            Append(hash, writer => WriteScorer(scorer, writer));
        return hash.GetHashAndReset();
    }

    /// <summary>The part of it that says what an item expects.</summary>
    /// <param name="item">The item.</param>
    public static byte[] OfExpectations(Item item)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var expectation in item.Expectations)
            Append(hash, writer => WriteExpectation(expectation, writer));
        return hash.GetHashAndReset();
    }

    /// <summary>One JSON list a line: neither can be mistaken for the other's part.</summary>
    private static void Append(IncrementalHash hash, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            write(writer);
            writer.WriteEndArray();
        }

        hash.AppendData(buffer.WrittenSpan);
        hash.AppendData("\n"u8);
    }

    private static void WriteHead(Suite suite, Utf8JsonWriter writer)
    {
        Texts(writer, Form, Text(suite.Repeats), Text(suite.Seed));
        foreach (var (name, provider) in suite.Providers.OrderBy(provider => provider.Key, StringComparer.Ordinal))
            Texts(writer, name, provider.Dialect, provider.BaseUrl?.AbsoluteUri);
    }

    private static void WriteTarget(Target target, Utf8JsonWriter writer)
    {
        var asked = target.Parameters;
        Texts(writer, "target", target.Id, target.Model, target.Group);
        Texts(
            writer,
            Text(asked.MaxOutputTokens),
            Text(asked.Temperature),
            Text(asked.TopP),
            asked.Effort,
            asked.Verbosity,
            Text(asked.Seed),
            asked.Stream ? "stream" : "whole",
            asked.OnUnsupported == OnUnsupported.Omit ? "omit" : "error");
        Texts(writer, [.. asked.Stop ?? []]);
        switch (asked.Format)
        {
            case AnswerFormat.JsonSchema schema:
                Texts(writer, "json_schema", schema.Name);
                schema.Schema.WriteTo(writer);
                break;
            default:
                Texts(writer, asked.Format is AnswerFormat.AnyJson ? "json" : "text");
                break;
        }
    }

    private static void WriteScorer(ScorerSpec scorer, Utf8JsonWriter writer)
    {
        Texts(writer, "scorer", scorer.Type, Text(scorer.Weight));
        switch (scorer)
        {
            case ScorerSpec.Number number:
                Texts(writer, number.Path, Text(number.Tolerance), Flag(number.OrderOfMagnitude));
                break;
            case ScorerSpec.JsonFields fields:
                Texts(writer, [.. fields.Require]);
                break;
            case ScorerSpec.Rubric rubric:
                foreach (var check in rubric.Checks)
                    WriteCheck(check, writer);
                break;
            case ScorerSpec.Exact { IgnoreCase: var ignore }:
                Texts(writer, Flag(ignore));
                break;
            case ScorerSpec.Contains { IgnoreCase: var ignore }:
                Texts(writer, Flag(ignore));
                break;
            case ScorerSpec.Regex { IgnoreCase: var ignore }:
                Texts(writer, Flag(ignore));
                break;
        }
    }

    private static void WriteCheck(RubricCheck check, Utf8JsonWriter writer) => Texts(
        writer,
        [
            check.Kind,
            Text(check.Points),
            .. check switch
            {
                RubricCheck.Placed json => [SuiteKeys.JsonPlaces[(int)json.Within]],
                RubricCheck.Has has => has.Fields,
                RubricCheck.AnyOf any => any.Fields,
                RubricCheck.Number number =>
                    [number.Field, Text(number.Tolerance)!, Flag(number.OrderOfMagnitude)],
                RubricCheck.Wording text => (IReadOnlyList<string>)[text.Field, Flag(text.IgnoreCase)],
                _ => throw new ArgumentOutOfRangeException(nameof(check), check, null),
            },
        ]);

    private static void WriteItem(Item item, Utf8JsonWriter writer)
    {
        Texts(writer, "item", item.Id, item.Prompt, item.System, item.Category, item.Cluster);
        Texts(writer, [.. item.Tags]);
        if (item.Expect is { } expect)
            expect.WriteTo(writer);
        else
            writer.WriteNullValue();

        foreach (var expectation in item.Expectations)
            WriteExpectation(expectation, writer);
    }

    private static void WriteExpectation(Expectation expectation, Utf8JsonWriter writer)
    {
        switch (expectation)
        {
            case Expectation.Texts texts:
                Texts(writer, ["texts", .. texts.Values]);
                break;
            case Expectation.Pattern pattern:
                Texts(writer, "pattern", pattern.Value);
                break;
            case Expectation.Equal equal:
                Texts(writer, "equal", Text(equal.Value));
                break;
            case Expectation.Range range:
                Texts(writer, "range", Text(range.Low), Text(range.High));
                break;
            case Expectation.AtLeast least:
                Texts(writer, "at_least", Text(least.Low));
                break;
            case Expectation.AtMost most:
                Texts(writer, "at_most", Text(most.High));
                break;
            case Expectation.Parts parts:
                Texts(writer, "parts", Text(parts.Checks.Count));
                foreach (var part in parts.Checks)
                    WriteExpectation(part, writer);
                break;
            default:
                Texts(writer, "none");
                break;
        }
    }

    private static void Texts(Utf8JsonWriter writer, params ReadOnlySpan<string?> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
            writer.WriteStringValue(text);

        writer.WriteEndArray();
    }

    private static string Flag(bool flag) => flag ? "true" : "false";

    /// <summary>A number without the zeros that say nothing: 5.00 asks for what 5 asks for.</summary>
    private static string? Text(decimal? number) =>
        number?.ToString("0.#############################", CultureInfo.InvariantCulture);
}
