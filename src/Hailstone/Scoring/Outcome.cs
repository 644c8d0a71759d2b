using System.Text.Json.Serialization;

namespace Hailstone.Scoring;

/// <summary>How a trial ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Answered and scored.</summary>
    [JsonStringEnumMemberName("scored")]
    Scored,

    /// <summary>The model refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>A filter or policy stepped in.</summary>
    [JsonStringEnumMemberName("filtered")]
    Filtered,

    /// <summary>The answer was cut at the output cap or the context's end.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>The prompt was longer than the model takes.</summary>
    [JsonStringEnumMemberName("too_long")]
    TooLong,

    /// <summary>The answer was empty, or what the scorers need could not be found in it.</summary>
    [JsonStringEnumMemberName("unparseable")]
    Unparseable,

    /// <summary>No answer could be had.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The answer is there and the judge failed.</summary>
    [JsonStringEnumMemberName("judge_failed")]
    JudgeFailed,

    /// <summary>The trial was not run, or not to its end.</summary>
    [JsonStringEnumMemberName("not_run")]
    NotRun,
}

/// <summary>What scoring makes of an answer.</summary>
/// <param name="Outcome">How the trial ends.</param>
/// <param name="Score">The score, 0 to 1; null unless <see cref="Outcome.Scored"/>.</param>
/// <param name="Explain">Why, one line: what was taken from the answer and what was expected.</param>
public sealed record Scored(Outcome Outcome, double? Score, string Explain);
