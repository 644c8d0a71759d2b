namespace Hailstone.Providers;

/// <summary>What a vendor says that an organization has used and has to pay; what it does not say is null.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Since">The first day, in UTC.</param>
public sealed record VendorReport(string Provider, DateOnly Since)
{
    /// <summary>Calls; null where the vendor does not count them.</summary>
    public long? Calls { get; init; }

    /// <summary>Input tokens, those read from or written to a cache included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public long OutputTokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? Usd { get; init; }
}

/// <summary>What asking a vendor gives.</summary>
public abstract record VendorAnswer
{
    private VendorAnswer()
    {
    }

    /// <summary>The vendor told.</summary>
    /// <param name="Report">What.</param>
    public sealed record Told(VendorReport Report) : VendorAnswer;

    /// <summary>The vendor did not tell.</summary>
    /// <param name="Message">Why, one line, redacted.</param>
    public sealed record Refused(string Message) : VendorAnswer;
}
