namespace Hailstone.Suites.Parsing;

/// <summary>Reads how calls are to be paced.</summary>
internal static class PolicyReader
{
    private const int MostTries = 100;
    private const string Range = "0s .. 1h";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Reads <c>policy</c>: a word, or <c>fixed</c> with its figures.</summary>
    /// <param name="from">The suite.</param>
    /// <param name="over">What the command line says instead; the figures stay the suite's.</param>
    /// <param name="problems">Where to report.</param>
    public static PolicySettings Read(MappingReader from, PolicyKind? over, ProblemLog problems)
    {
        var written = from.Node("policy") is Written.Mapping mapping
            ? ReadFixed(new MappingReader(mapping, "policy", SuiteKeys.Policy, problems), problems)
            : new PolicySettings(
                PolicySettings.KindOf(from.Word("policy", PolicySettings.Names)) ?? PolicyKind.Adaptive);
        return over is { } kind ? written with { Kind = kind } : written;
    }

    private static PolicySettings ReadFixed(MappingReader policy, ProblemLog problems)
    {
        // Whoever writes another key has been told of it.
        if (policy.At is Written.Mapping { Entries.Count: 0 })
            policy.Require("fixed");
        if (policy.Mapping("fixed") is not { } mapping)
            return new PolicySettings(PolicyKind.Fixed);
        var from = new MappingReader(mapping, "fixed", SuiteKeys.Fixed, problems);
        var usual = new FixedPauses();
        return new PolicySettings(PolicyKind.Fixed)
        {
            Fixed = new FixedPauses
            {
                Pause = Duration(from, "pause") ?? usual.Pause,
                ThinkingPause = Duration(from, "thinking_pause") ?? usual.ThinkingPause,
                ClaudePause = Duration(from, "claude_pause") ?? usual.ClaudePause,
                AfterError = Duration(from, "after_error") ?? usual.AfterError,
                Tries = (int?)from.Whole("tries", 1, MostTries) ?? usual.Tries,
                FirstWait = Duration(from, "first_wait") ?? usual.FirstWait,
                MaxTime = Duration(from, "max_time") ?? usual.MaxTime,
            },
        };
    }

    private static TimeSpan? Duration(MappingReader from, string key)
    {
        if (from.Scalar(key) is not { } scalar)
            return null;
        if (DurationText.Read(scalar.Text) is not { } duration)
        {
            from.Wrong<string>(scalar, key, SuiteMessages.KindDuration);
            return null;
        }

        return duration <= Longest ? duration : from.OutOfRange<TimeSpan>(scalar, key, Range);
    }
}
