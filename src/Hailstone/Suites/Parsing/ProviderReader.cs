namespace Hailstone.Suites.Parsing;

/// <summary>Reads what the suite says of providers.</summary>
internal static class ProviderReader
{
    public static IReadOnlyDictionary<string, ProviderSettings> Read(Written.Mapping? providers, Reading reading)
    {
        var read = new SortedDictionary<string, ProviderSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in providers?.Entries ?? [])
        {
            if (!Names.IsProvider(name.Text))
                reading.Problems.Add(
                    name, "suite.provider", Phrase.Of(SuiteMessages.Provider, name.Text), SuiteMessages.ProviderMend);
            else if (value is Written.Mapping mapping)
                read.Add(name.Text, ReadOne(
                    new MappingReader(mapping, "provider", SuiteKeys.Provider, reading.Problems), name, reading));
            else if (value is not Written.Broken)
                reading.Problems.Add(
                    value,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.WrongKind, name.Text, SuiteMessages.KindMapping),
                    Phrase.Of(SuiteMessages.WrongKindMend, SuiteMessages.KindMapping));
        }

        return read;
    }

    private static ProviderSettings ReadOne(MappingReader from, Written.Scalar name, Reading reading) => new()
    {
        Dialect = from.Word("dialect", SuiteKeys.Dialects),
        BaseUrl = ReadUrl(from.Scalar("base_url"), reading.Problems),
        KeyVariable = ReadKey(from.Scalar("key"), reading.Problems),
        Tier = from.Text("tier"),
        Limits = ReadLimits(from, reading.Problems),
        Place = reading.Problems.At(name),
    };

    /// <summary>What is wrong with it is said without repeating it: it may hold a password.</summary>
    private static Uri? ReadUrl(Written.Scalar? at, ProblemLog problems)
    {
        if (at is null)
            return null;

        if (Uri.TryCreate(at.Text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Host.Length > 0
            && url.UserInfo.Length == 0
            && url.Fragment.Length == 0)
        {
            return url;
        }

        problems.Add(at, "suite.url", SuiteMessages.Url, SuiteMessages.UrlMend);
        return null;
    }

    /// <summary>What stands there is not repeated: it may be a key.</summary>
    private static string? ReadKey(Written.Scalar? at, ProblemLog problems)
    {
        if (at is null)
            return null;

        if (at.Text.Length == 0 || Names.IsVariable(at.Text))
            return at.Text;

        problems.Add(at, "suite.key-variable", SuiteMessages.KeyVariable, SuiteMessages.KeyVariableMend);
        return null;
    }

    private static QuotaSettings? ReadLimits(MappingReader from, ProblemLog problems)
    {
        switch (from.Node("limits"))
        {
            case null or Written.Broken:
                return null;
            case Written.Scalar { Text: "none" }:
                return new QuotaSettings { Unlimited = true };
            case Written.Mapping mapping:
                var limits = new MappingReader(mapping, "limits", SuiteKeys.Limits, problems);
                return new QuotaSettings
                {
                    RequestsPerMinute = Limit(limits, "rpm"),
                    TokensPerMinute = Limit(limits, "tpm"),
                    InputTokensPerMinute = Limit(limits, "itpm"),
                    OutputTokensPerMinute = Limit(limits, "otpm"),
                    RequestsPerDay = Limit(limits, "rpd"),
                };
            case var other:
                return from.Wrong<QuotaSettings>(other, "limits", SuiteMessages.KindLimits);
        }
    }

    private static long? Limit(MappingReader from, string key) => from.Whole(key, 1, 1_000_000_000_000);
}
