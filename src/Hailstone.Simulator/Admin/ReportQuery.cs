using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Hailstone.Simulator.Admin;

/// <summary>What a report is asked for.</summary>
internal sealed record ReportQuery
{
    private const string PagePrefix = "page_";
    private const string PageTime = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Where the page's first bucket begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where the last bucket of all begins before.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The width of a bucket.</summary>
    public required TimeSpan Width { get; init; }

    /// <summary>The most buckets on the page.</summary>
    public required int Limit { get; init; }

    /// <summary>What the results are grouped by.</summary>
    public required IReadOnlySet<string> GroupBy { get; init; }

    /// <summary>The models that are told of; empty: all.</summary>
    public required IReadOnlySet<string> Models { get; init; }

    /// <summary>The keys that are told of, by their ids; empty: all.</summary>
    public required IReadOnlySet<string> Keys { get; init; }

    /// <summary>Where the page's last bucket ends.</summary>
    public DateTimeOffset PageEnd
    {
        get
        {
            var all = From >= Until ? 0 : (Until - From + Width - TimeSpan.FromTicks(1)).Ticks / Width.Ticks;
            return From + Width * Math.Min(all, Limit);
        }
    }

    /// <summary>The name of the page behind this one, or null where this is the last.</summary>
    public string? NextPage => PageEnd < Until
        ? PagePrefix + Convert.ToBase64String(Encoding.ASCII.GetBytes(
            PageEnd.ToString(PageTime, CultureInfo.InvariantCulture)))
        : null;

    /// <summary>Reads a query, or says what is wrong with it and with which parameter.</summary>
    public static (ReportQuery? Query, string? Parameter, string? Problem) Read(
        string query, ReportFlavour flavour, DateTimeOffset now)
    {
        var given = QueryHelpers.ParseQuery(query);
        if (Text(given, flavour.Start) is not { } start)
            return (null, flavour.Start, $"Missing required parameter: '{flavour.Start}'.");
        if (flavour.Time(start) is not { } from)
            return Wrong(flavour.Start);
        var end = Text(given, flavour.End);
        if ((end is null ? now : flavour.Time(end)) is not { } until || end is not null && until <= from)
            return Wrong(flavour.End);
        var width = Text(given, "bucket_width") ?? flavour.Widths[0];
        if (!flavour.Widths.Contains(width))
            return Wrong("bucket_width");
        var (usual, most) = flavour.Limits(width);
        var limit = Text(given, "limit") is { } number
            ? int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0
            : usual;
        if (limit < 1 || limit > most)
            return (null, "limit", $"Invalid value for 'limit': expected 1 to {most}.");
        var groups = Many(given, "group_by");
        if (!groups.IsSubsetOf(flavour.Groups))
            return Wrong("group_by");
        var length = LengthOf(width);
        var page = Text(given, "page");
        var first = page is null ? Floor(from, length) : Page(page);
        if (first is not { } begin || Floor(begin, length) != begin)
            return Wrong("page");
        return (new ReportQuery
        {
            From = begin,
            Until = until,
            Width = length,
            Limit = limit,
            GroupBy = groups,
            Models = Many(given, "models"),
            Keys = Many(given, "api_key_ids"),
        }, null, null);
    }

    private static (ReportQuery?, string?, string?) Wrong(string parameter) =>
        (null, parameter, $"Invalid value for '{parameter}'.");

    private static TimeSpan LengthOf(string width) => width switch
    {
        "1m" => TimeSpan.FromMinutes(1),
        "1h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan width) =>
        new(time.UtcTicks - time.UtcTicks % width.Ticks, TimeSpan.Zero);

    private static DateTimeOffset? Page(string page)
    {
        Span<byte> bytes = stackalloc byte[64];
        return page.StartsWith(PagePrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(page.AsSpan(PagePrefix.Length), bytes, out var written)
            && DateTimeOffset.TryParseExact(
                Encoding.ASCII.GetString(bytes[..written]), PageTime, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    private static string? Text(Dictionary<string, StringValues> given, string name) =>
        given.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    /// <summary>A list, as <c>name[]=a&amp;name[]=b</c> or without the brackets.</summary>
    private static HashSet<string> Many(Dictionary<string, StringValues> given, string name) =>
        given.GetValueOrDefault(name + "[]").Concat(given.GetValueOrDefault(name))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
}
