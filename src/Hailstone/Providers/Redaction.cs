using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Hailstone.Providers;

/// <summary>Takes keys out of text before it is kept, shown or returned.</summary>
public static partial class Redaction
{
    /// <summary>What stands where a key stood.</summary>
    public const string Mark = "[key]";

    /// <summary>A key of fewer characters is a placeholder: taking it out would spoil ordinary words.</summary>
    private const int ShortestKey = 6;

    /// <summary>Takes out the given key, and whatever looks like a key or a bearer token.</summary>
    /// <param name="text">A text of any origin.</param>
    /// <param name="key">The key that was sent, or null; shorter than 6 characters it is not looked for.</param>
    /// <returns>The text with <see cref="Mark"/> in place of each key.</returns>
    public static string Of(string text, string? key) => KeyLike().Replace(OfKey(text, key), "${keep}" + Mark);

    /// <summary>
    /// Takes out the given key alone, as it is or as JSON or a URL escapes it: for answers, whose words count.
    /// </summary>
    /// <param name="text">A text of any origin.</param>
    /// <param name="key">The key that was sent, or null; shorter than 6 characters it is not looked for.</param>
    /// <returns>The text with <see cref="Mark"/> in place of the key.</returns>
    public static string OfKey(string text, string? key)
    {
        if (key is null || key.Length < ShortestKey)
            return text;
        text = text.Replace(key, Mark, StringComparison.Ordinal);
        foreach (var form in EscapedForms(key))
            text = text.Replace(form, Mark, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private static IEnumerable<string> EscapedForms(string key) =>
        new[]
        {
            JavaScriptEncoder.Default.Encode(key),
            key.Replace("/", "\\/", StringComparison.Ordinal),
            Uri.EscapeDataString(key),
        }.Where(form => form != key);

    /// <summary>Prefixes that vendors give their keys, bearer tokens, and key parameters of a URL.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:sk|gsk|xai|pplx|hf)[-_][A-Za-z0-9*_\-.]{6,}"
        + @"|AIza[A-Za-z0-9_\-]{20,}"
        + @"|(?<keep>\b(?i:bearer)\s+)[A-Za-z0-9._~+/*\-]{6,}=*"
        + @"|(?<keep>[?&](?i:api[-_]?key|key|token)=)[^&\s""'<>]{6,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
