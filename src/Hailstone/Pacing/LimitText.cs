using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Pacing;

/// <summary>What the words of a rate limit say of the bucket: the server's own count, and the best there is.</summary>
/// <param name="Limit">The bucket's size, or null.</param>
/// <param name="Used">What was in use, or null.</param>
/// <param name="Requested">What the request wanted, or null.</param>
/// <param name="Bucket">The bucket's name as in <see cref="BucketReading"/>, or null.</param>
internal sealed partial record LimitText(long? Limit, long? Used, long? Requested, string? Bucket)
{
    /// <summary>Reads the words: <c>on tokens per min (TPM): Limit 10000, Used 8782, Requested 8172</c>.</summary>
    /// <param name="message">The error's words.</param>
    public static LimitText Read(string message) => new(
        Number(LimitNumber().Match(message)),
        Number(UsedNumber().Match(message)),
        Number(RequestedNumber().Match(message)),
        BucketIn(message));

    /// <summary>The bucket that a text names first, or null.</summary>
    /// <param name="text">Words, or the id of a quota.</param>
    public static string? BucketIn(string text)
    {
        var name = BucketName().Match(text);
        return name.Success
            ? name.Groups.Values.Skip(1).FirstOrDefault(group => group.Success)?.Name
            : null;
    }

    private static long? Number(Match match) =>
        match.Success && long.TryParse(
            match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal),
            NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [GeneratedRegex(
        @"\b[Ll]imit(?: of|:)?\s+(\d{1,3}(?:[,_]\d{3})+|\d{1,18})(?!\d|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex LimitNumber();

    [GeneratedRegex(
        @"\b(?:Used|Current):?\s+(\d{1,3}(?:[,_]\d{3})+|\d{1,18})(?!\d|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex UsedNumber();

    [GeneratedRegex(
        @"\bRequested:?\s+(\d{1,3}(?:[,_]\d{3})+|\d{1,18})(?!\d|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex RequestedNumber();

    [GeneratedRegex(
        @"(?<input_tokens>input[ _-]?tokens?)"
        + @"|(?<output_tokens>output[ _-]?tokens?)"
        + @"|(?<project_tokens>project[ _-]?tokens?)"
        + @"|(?<tokens>\bTP[MD]\b|\btokens? per\b|\brequest tokens\b|tokensper|token_count)"
        + @"|(?<requests>\bRP[MDS]\b|\brequests? per\b|number of requests|_requests\b|requestsper)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();
}
