using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Reads what stands in the catalogue's own files.</summary>
internal static class CatalogueReader
{
    public static ModelFact Model(CatalogueEntry of) => new()
    {
        Id = of.Required("id"),
        Provider = of.Required("provider"),
        Lifecycle = of.Word<Lifecycle>("lifecycle") ?? default,
        Released = of.Text("released"),
        Retires = of.Day("retires"),
        RetirementKind = of.Word<RetirementKind>("retirement_kind"),
        Replacement = of.Text("replacement"),
        Family = of.Text("family"),
        Aliases = of.Texts("aliases") ?? [],
        OldSpellings = of.Texts("old_spellings") ?? [],
        Profile = of.Required("profile"),
        DefaultEffort = of.Text("default_effort"),
        Efforts = of.Texts("efforts"),
        ContextTokens = of.Whole("context_tokens"),
        MaxInputTokens = of.Whole("max_input_tokens"),
        MaxOutputTokens = of.Whole("max_output_tokens"),
        TokenFactor = (double?)of.Number("token_factor"),
        Prices = of.Objects("prices", Price) ?? [],
        Pool = of.Required("pool"),
        Sources = of.Texts("sources") ?? [],
        VerifiedOn = of.RequiredDay("verified_on"),
        Note = of.Text("note"),
    };

    public static ProviderFact Provider(CatalogueEntry of) => new()
    {
        Id = of.Required("id"),
        Dialects = of.Texts("dialects") ?? [],
        BaseUrl = of.Text("base_url") is { } url ? new Uri(url) : null,
        EndpointVariable = of.Text("endpoint_variable"),
        KeyVariable = of.Text("key_variable"),
        DefaultProfile = of.Required("default_profile"),
        ChargeRule = of.Word<ChargeRule>("charge_rule") ?? default,
        Unlimited = of.Flag("unlimited"),
        Tokenizer = of.Word<TokenizerKind>("tokenizer") ?? default,
        Patterns = of.Objects("patterns", Pattern) ?? [],
        AlsoCalled = of.Texts("also_called") ?? [],
        Sources = of.Texts("sources") ?? [],
        VerifiedOn = of.RequiredDay("verified_on"),
        Note = of.Text("note"),
    };

    public static TierRow Tier(CatalogueEntry of) => new()
    {
        Provider = of.Required("provider"),
        Tier = of.Required("tier"),
        Pools = of.Texts("pools") ?? [],
        Limits = new QuotaSettings
        {
            RequestsPerMinute = of.Whole("rpm"),
            TokensPerMinute = of.Whole("tpm"),
            InputTokensPerMinute = of.Whole("itpm"),
            OutputTokensPerMinute = of.Whole("otpm"),
            RequestsPerDay = of.Whole("rpd"),
        },
        Sources = of.Texts("sources") ?? [],
        VerifiedOn = of.RequiredDay("verified_on"),
    };

    public static RequestProfile Profile(CatalogueEntry of) => new()
    {
        Name = of.Required("name"),
        Dialects = of.Texts("dialects") ?? [],
        Reasons = of.Flag("reasons"),
        ThinksUnasked = of.Flag("thinks_unasked", unsaid: true),
        Streams = of.Flag("streams", unsaid: true),
        InstructionRole = of.Text("instruction_role"),
        Json = of.Texts("json") ?? [],
        JsonSchema = of.Texts("json_schema") ?? [],
        StrictSchemas = of.Word<SchemaLimits>("strict_schemas"),
        Rules = of.Map("rules", rule => Rule(new CatalogueEntry(rule)))
            ?? new Dictionary<string, ParameterRule>(StringComparer.Ordinal),
        Sources = of.Texts("sources") ?? [],
        VerifiedOn = of.Day("verified_on") ?? default,
        Note = of.Text("note"),
    };

    private static Price Price(CatalogueEntry of) => new()
    {
        From = of.Day("from"),
        To = of.Day("to"),
        Input = of.RequiredNumber("input"),
        Output = of.RequiredNumber("output"),
        CacheRead = of.Number("cache_read"),
        CacheWrite = of.Number("cache_write"),
        CacheWriteHour = of.Number("cache_write_hour"),
        BatchFactor = of.Number("batch_factor"),
        FlexFactor = of.Number("flex_factor"),
        FastFactor = of.Number("fast_factor"),
        LongInput = of.Object("long_input", LongPrice),
        Unverified = of.Flag("unverified"),
    };

    private static LongPrice LongPrice(CatalogueEntry of) => new()
    {
        Above = (long)of.RequiredNumber("above"),
        Input = of.RequiredNumber("input"),
        Output = of.RequiredNumber("output"),
        CacheRead = of.Number("cache_read"),
        CacheWrite = of.Number("cache_write"),
        CacheWriteHour = of.Number("cache_write_hour"),
    };

    private static NamePattern Pattern(CatalogueEntry of) => new()
    {
        Of = of.Required("of"),
        Match = of.Required("match"),
        DiesWith = of.Flag("dies_with"),
    };

    private static ParameterRule Rule(CatalogueEntry of) => new()
    {
        Take = of.Word<Taking>("take") ?? default,
        Default = of.Number("default"),
        Min = of.Number("min"),
        Max = of.Number("max"),
        Values = of.Texts("values"),
        OneOf = of.Text("one_of"),
        WhenEffort = of.Texts("when_effort"),
        In = of.Map("in", field => Field(new CatalogueEntry(field))),
    };

    private static WireField Field(CatalogueEntry of) => new()
    {
        Name = of.Required("name"),
        Min = of.Number("min"),
        Fallback = of.Whole("fallback"),
        FallbackAtEffort = of.Map("fallback_at_effort", value => value.GetInt64()),
        With = of.Map("with", value => value.Clone()),
        Off = of.Map("off", value => value.Clone()),
    };
}
