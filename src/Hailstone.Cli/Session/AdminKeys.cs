using Hailstone.Catalogue;
using Hailstone.Cli.Screen;
using Hailstone.Providers;

namespace Hailstone.Cli.Session;

/// <summary>Asks the vendors for their side of the books, those for which there is an administrator's key.</summary>
internal sealed class AdminKeys(IReadOnlyDictionary<string, Uri> baseUrls, TimeProvider time)
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["openai"] = "OPENAI_ADMIN_KEY",
        ["anthropic"] = "ANTHROPIC_ADMIN_KEY",
    };

    /// <summary>Asks.</summary>
    /// <returns>What the vendors say, or null where a problem was written.</returns>
    public async Task<IReadOnlyList<VendorReport>?> AskAsync(DateOnly since)
    {
        var (keys, unread) = Keys.Read(
            Environment.GetEnvironmentVariable, Path.GetFullPath(".env"), Variables.Values.ToHashSet());
        if (unread is not null)
        {
            Problems.Write([unread]);
            return null;
        }

        using var http = ProviderHttp.Create();
        var books = new VendorBooks(http, time);
        var reports = new List<VendorReport>();
        var asked = 0;
        foreach (var (provider, variable) in Variables)
        {
            if (keys.Of(variable) is not { } key)
                continue;
            asked++;
            switch (await AskAsync(books, provider, key, since))
            {
                case VendorAnswer.Told told:
                    reports.Add(told.Report);
                    break;
                case VendorAnswer.Refused refused:
                    Problems.Write(Text.Of(CliMessages.VendorRefused, provider, refused.Message));
                    break;
            }
        }

        if (asked == 0)
            Problems.Write(CliMessages.NoAdminKey);
        return reports.Count == asked && asked > 0 ? reports : null;
    }

    private async Task<VendorAnswer> AskAsync(VendorBooks books, string provider, string key, DateOnly since)
    {
        if (UrlOf(provider) is not { } url)
            return new VendorAnswer.Refused(CliMessages.VendorAddress);
        if (key.Any(letter => letter is <= ' ' or > '~'))
            return new VendorAnswer.Refused(CliMessages.KeyUnusableMend);
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            return new VendorAnswer.Refused(CliMessages.KeyOverHttpMend);
        return provider == "openai"
            ? await books.OpenAiAsync(url, key, since, CancellationToken.None)
            : await books.AnthropicAsync(url, key, since, CancellationToken.None);
    }

    // Where its administrator's key may go: the command line's address, the real environment's, the catalogue's.
    private Uri? UrlOf(string id)
    {
        if (baseUrls.TryGetValue(id, out var own))
            return own;
        var provider = ModelCatalogue.Embedded().Providers.FirstOrDefault(provider => provider.Id == id);
        return provider?.EndpointVariable is { } variable
            && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? Endpoints.Address(text)
            : provider?.BaseUrl;
    }
}
