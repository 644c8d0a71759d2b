namespace Hailstone.Providers;

/// <summary>Where requests go, and whether a key may go there.</summary>
internal static class Endpoint
{
    /// <summary>The address of one operation of an API.</summary>
    /// <param name="baseUrl">Where the API is.</param>
    /// <param name="operation">The operation's path.</param>
    /// <param name="key">The key that will be sent, or null.</param>
    /// <exception cref="ArgumentException">The URL is not HTTP, or the key must not or cannot be sent.</exception>
    public static Uri Of(Uri baseUrl, string operation, string? key)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        if (!baseUrl.IsAbsoluteUri || (baseUrl.Scheme != Uri.UriSchemeHttps && baseUrl.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException("The base URL must be an absolute http or https URL.", nameof(baseUrl));
        if (key is not null && baseUrl.Scheme == Uri.UriSchemeHttp && !baseUrl.IsLoopback)
            throw new ArgumentException("A key goes over plain HTTP to this machine only.", nameof(baseUrl));
        if (key is not null && (key.Length == 0 || key.Any(c => c is <= ' ' or > '~')))
            throw new ArgumentException("The key is empty or has characters that no header takes.", nameof(key));
        var path = $"{baseUrl.AbsolutePath.TrimEnd('/')}/{operation}";
        return new UriBuilder(baseUrl) { Path = path, UserName = "", Password = "", Fragment = "" }.Uri;
    }

    /// <summary>The header of a key in the way of OpenAI and most others; none without a key.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> BearerHeaders(string? key) =>
        key is null ? [] : [new("Authorization", $"Bearer {key}")];
}
