using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Visits;

namespace Hailstone.Simulator.Admin;

/// <summary>What vendors tell administrators of usage, costs and limits. Asking is not entered in the books.</summary>
internal sealed class AdminApi(World world, UsageBook book)
{
    private const string OpenAi = "/v1/organization/";
    private const string Anthropic = "/v1/organizations/";
    private const string Limits = OpenAi + "projects/" + SimulatorOptions.ProjectId + "/rate_limits";
    private const string Bearer = "Bearer ";

    private static readonly OpenAiReports OpenAiBooks = new();
    private static readonly AnthropicReports AnthropicBooks = new();

    private readonly HashSet<string> _keyHashes =
        world.Options.AdminKeys.Select(World.Hash).ToHashSet(StringComparer.Ordinal);

    public static bool IsAskedBy(SimulatedRequest request) => request.Method == "GET"
        && (request.Path.StartsWith(OpenAi, StringComparison.Ordinal)
            || request.Path.StartsWith(Anthropic, StringComparison.Ordinal));

    /// <summary>The reply to an administrator.</summary>
    public SimulatedReply Reply(SimulatedRequest request, TimeSpan now)
    {
        var isOpenAi = request.Path.StartsWith(OpenAi, StringComparison.Ordinal);
        var key = isOpenAi ? BearerOf(request) : request.Headers.GetValueOrDefault("x-api-key");
        if (key is null || !_keyHashes.Contains(World.Hash(key)))
            return isOpenAi
                ? OpenAiError(401, "invalid_api_key", null, "Incorrect API key provided: an admin key is needed.")
                : AnthropicError(401, "authentication_error", "invalid x-api-key");
        var time = world.StartedAt + now;
        // Where nothing is late, the minute that is not over is told too.
        var known = world.Options.UsageDelay == TimeSpan.Zero
            ? DateTimeOffset.MaxValue
            : WholeMinute(time - world.Options.UsageDelay);
        var prices = world.Options.Prices;
        return request.Path switch
        {
            OpenAi + "usage/completions" => Paged(
                request, ReportFlavour.OpenAiUsage, time, query => OpenAiBooks.Usage(book, query, known)),
            OpenAi + "costs" => Paged(
                request, ReportFlavour.OpenAiCosts, time, query => OpenAiBooks.Costs(book, query, known, prices)),
            Limits => PlainPage.Of(200, LimitPages.OpenAi(Models(Vendor.OpenAi), world.Pools.QuotaOf)),
            Anthropic + "usage_report/messages" => Paged(
                request, ReportFlavour.AnthropicUsage, time, query => AnthropicBooks.Usage(book, query, known)),
            Anthropic + "cost_report" => Paged(
                request, ReportFlavour.AnthropicCosts, time,
                query => AnthropicBooks.Costs(book, query, known, prices)),
            Anthropic + "rate_limits" => PlainPage.Of(200, LimitPages.Anthropic(Groups())),
            _ when isOpenAi => OpenAiError(404, null, null, $"Invalid URL (GET {request.Path})"),
            _ => AnthropicError(404, "not_found_error", "Not found"),
        };
    }

    private static SimulatedReply Paged(
        SimulatedRequest request, ReportFlavour flavour, DateTimeOffset time, Func<ReportQuery, string> page)
    {
        var (query, parameter, problem) = ReportQuery.Read(request.Query, flavour, time);
        if (query is not null)
            return PlainPage.Of(200, page(query));
        return flavour.Start == ReportFlavour.OpenAiUsage.Start
            ? OpenAiError(400, null, parameter, problem!)
            : AnthropicError(400, "invalid_request_error", problem!);
    }

    private static DateTimeOffset WholeMinute(DateTimeOffset time) =>
        time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMinute));

    /// <summary>The models that are configured, or were billed.</summary>
    private List<string> Models(Vendor vendor) =>
    [
        .. (world.Options.Models?.Keys ?? [])
            .Concat(world.Options.Pools.SelectMany(pool => pool.Models))
            .Concat(book.Models(vendor))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The pools, and each model that is in none.</summary>
    private IEnumerable<(IReadOnlyList<string> Models, QuotaOptions Quota)> Groups()
    {
        var pooled = world.Options.Pools.SelectMany(pool => pool.Models).ToHashSet(StringComparer.Ordinal);
        return world.Options.Pools.Select(pool => (pool.Models, pool.Quota))
            .Concat(Models(Vendor.Anthropic)
                .Where(model => !pooled.Contains(model))
                .Select(model => ((IReadOnlyList<string>)[model], world.Options.Quota)));
    }

    private static string? BearerOf(SimulatedRequest request) =>
        request.Headers.GetValueOrDefault("authorization") is { } value
            && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value[Bearer.Length..].Trim()
            : null;

    private static SimulatedReply OpenAiError(int status, string? code, string? parameter, string message) =>
        PlainPage.Of(status, Json.Object(writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("message", message);
            writer.WriteString("type", "invalid_request_error");
            writer.WriteString("param", parameter);
            writer.WriteString("code", code);
            writer.WriteEndObject();
        }));

    private static SimulatedReply AnthropicError(int status, string type, string message) =>
        PlainPage.Of(status, Json.Object(writer =>
        {
            writer.WriteString("type", "error");
            writer.WriteStartObject("error");
            writer.WriteString("type", type);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }));
}
