using System.Globalization;
using Hailstone.Pacing;
using Hailstone.Reports;
using Hailstone.Running.Preflight;

namespace Hailstone.Cli.Screen;

/// <summary>What a preflight found, a line for each target that it asked.</summary>
internal static class PreflightText
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(PreflightResult preflight, DateTimeOffset now) =>
        preflight.Findings.Select(finding => Inert.Terminal($"  {finding.Planned.Target.Id}: {Line(finding, now)}"));

    private static string Line(Finding finding, DateTimeOffset now)
    {
        if (finding.Refused is not null)
            return CliMessages.Refused;
        if (!finding.Answered)
            return finding.Said is { } said ? Text.Of(CliMessages.ProbeUnknown, said) : CliMessages.ProbeNotAsked;
        var limits = finding.Head is { } head ? LimitHeaders.Read(head, now) : [];
        return limits.Count == 0 ? CliMessages.ProbeAnswers : Text.Of(CliMessages.ProbeLimits, LimitsOf(limits));
    }

    /// <summary>Limits as headers tell them: what is left of how much.</summary>
    public static string LimitsOf(IEnumerable<BucketReading> limits) => string.Join(", ", limits.Select(limit =>
        $"{limit.Bucket.Replace('_', ' ')} {Count(limit.Remaining)}/{Count(limit.Limit)}"));

    private static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "?";
}
