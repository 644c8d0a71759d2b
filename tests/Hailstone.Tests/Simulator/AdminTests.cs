using System.Globalization;
using System.Text.Json;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class AdminTests
{
    private const string AdminKey = "sk-admin-1";
    private const string Usage = "/v1/organization/usage/completions";
    private const string Costs = "/v1/organization/costs";

    // Half a minute before a minute, so that minutes are cut where the clock cuts them.
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 23, 58, 30, TimeSpan.Zero);

    private static SimulatorCore Core(TimeSpan delay = default) => new(Asking.Instant with
    {
        StartedAt = Start,
        AdminKeys = [AdminKey],
        UsageDelay = delay,
        Quota = new QuotaOptions { RequestsPerMinute = 500, TokensPerMinute = 200_000, RequestsPerDay = 10_000 },
        Prices = new Dictionary<string, PriceOptions> { ["a"] = new(2, 10), ["b"] = new(0.5m, 4) },
    });

    private static SimulatorCore Used(TimeSpan delay = default)
    {
        var core = Core(delay);
        for (var call = 0; call < 60; call++)
            core.Decide(
                Asking.Chat($"question {call}", call % 3 == 0 ? "b" : "a", call % 2 == 0 ? "k1" : "k2"),
                TimeSpan.FromSeconds(3 * call));
        return core;
    }

    private static SimulatedReply Get(
        SimulatorCore core, string path, string query, string? key = AdminKey, int second = 300) =>
        core.Decide(
            new SimulatedRequest
            {
                Method = "GET",
                Path = path,
                Query = query,
                Headers = key is null
                    ? new Dictionary<string, string>()
                    : new Dictionary<string, string> { ["authorization"] = "Bearer " + key, ["x-api-key"] = key },
            },
            TimeSpan.FromSeconds(second));

    private static string Since(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"?start_time={time.ToUnixTimeSeconds()}");

    private static List<JsonElement> Results(JsonElement page) =>
        [.. Buckets(page).SelectMany(bucket => bucket.GetProperty("results").EnumerateArray())];

    private static JsonElement.ArrayEnumerator Buckets(JsonElement page) => page.GetProperty("data").EnumerateArray();

    private static long Sum(IEnumerable<JsonElement> results, string name) =>
        results.Sum(result => result.GetProperty(name).GetInt64());

    [Theory]
    [InlineData(null)]
    [InlineData("k1")]
    public void Nobody_is_told_without_an_admin_key(string? key)
    {
        var core = Core();

        var openAi = Get(core, Usage, Since(Start), key);
        var anthropic = Get(core, "/v1/organizations/cost_report", "?starting_at=2026-11-22T00:00:00Z", key);

        Assert.Equal((401, 401), (openAi.Head!.Status, anthropic.Head!.Status));
        Assert.Equal("invalid_api_key", openAi.Error().GetProperty("code").GetString());
        Assert.Equal("authentication_error", anthropic.Error().GetProperty("type").GetString());
        Assert.Equal(401, Get(new SimulatorCore(Asking.Instant), Usage, Since(Start)).Head!.Status);
    }

    [Fact]
    public void Usage_by_model_and_minute_is_what_the_replies_billed()
    {
        var core = Used();

        var page = Get(core, Usage, Since(Start) + "&bucket_width=1m&group_by[]=model").Json();

        Assert.Equal("page", page.GetProperty("object").GetString());
        var results = Results(page);
        foreach (var model in (string[])["a", "b"])
        {
            var its = results.Where(result => result.GetProperty("model").GetString() == model).ToList();
            var billed = core.Stats.Billed[model];
            Assert.Equal(billed.Calls, Sum(its, "num_model_requests"));
            Assert.Equal(billed.PromptTokens, Sum(its, "input_tokens"));
            Assert.Equal(billed.CompletionTokens, Sum(its, "output_tokens"));
        }
        // Calls of three seconds' distance: 10 before the minute's end, then 20 a minute.
        Assert.Equal([10, 20, 20, 10, 0, 0], Buckets(page)
            .Select(bucket => Sum(bucket.GetProperty("results").EnumerateArray(), "num_model_requests")));
        Assert.Equal(
            new DateTimeOffset(2026, 11, 22, 23, 58, 0, TimeSpan.Zero).ToUnixTimeSeconds(),
            page.GetProperty("data")[0].GetProperty("start_time").GetInt64());
    }

    [Fact]
    public void Pages_joined_are_the_whole()
    {
        var core = Used();
        var query = Since(Start) + "&bucket_width=1m&group_by[]=model&group_by[]=api_key_id";
        var whole = Buckets(Get(core, Usage, query).Json()).Select(bucket => bucket.GetRawText());

        var pages = new List<string>();
        var next = "";
        do
        {
            var page = Get(core, Usage, query + "&limit=2" + next).Json();
            pages.AddRange(Buckets(page).Select(bucket => bucket.GetRawText()));
            var isLast = !page.GetProperty("has_more").GetBoolean();
            next = isLast ? null : "&page=" + page.GetProperty("next_page").GetString();
        }
        while (next is not null);

        Assert.Equal(whole, pages);
    }

    [Fact]
    public void Keys_are_told_by_number_and_can_be_asked_for()
    {
        var results = Results(Get(Used(), Usage, Since(Start) + "&group_by[]=api_key_id&api_key_ids[]=key_2").Json());

        Assert.All(results, result => Assert.Equal("key_2", result.GetProperty("api_key_id").GetString()));
        Assert.Equal(30, Sum(results, "num_model_requests"));
    }

    [Fact]
    public void Costs_are_tokens_times_prices()
    {
        var core = Used();

        var results = Results(Get(core, Costs, Since(Start) + "&group_by[]=line_item").Json());

        decimal Cost(string item) => results
            .Where(result => result.GetProperty("line_item").GetString() == item)
            .Sum(result => result.GetProperty("amount").GetProperty("value").GetDecimal());
        var (a, b) = (core.Stats.Billed["a"], core.Stats.Billed["b"]);
        Assert.Equal(a.PromptTokens * 2m / 1_000_000, Cost("a, input"));
        Assert.Equal(a.CompletionTokens * 10m / 1_000_000, Cost("a, output"));
        Assert.Equal(b.PromptTokens * 0.5m / 1_000_000, Cost("b, input"));
        Assert.Equal(b.CompletionTokens * 4m / 1_000_000, Cost("b, output"));
    }

    [Fact]
    public void Usage_that_is_late_is_not_told_yet()
    {
        var core = Used(TimeSpan.FromMinutes(5));
        var query = Since(Start) + "&bucket_width=1m";

        Assert.Equal(0, Sum(Results(Get(core, Usage, query, second: 300).Json()), "num_model_requests"));
        Assert.Equal(60, Sum(Results(Get(core, Usage, query, second: 600).Json()), "num_model_requests"));
    }

    [Theory]
    [InlineData("", "start_time")]
    [InlineData("?start_time=yesterday", "start_time")]
    [InlineData("?start_time=1&bucket_width=1w", "bucket_width")]
    [InlineData("?start_time=1&bucket_width=1m&limit=1441", "limit")]
    [InlineData("?start_time=1&group_by[]=colour", "group_by")]
    [InlineData("?start_time=1&page=page_x", "page")]
    [InlineData("?start_time=10&end_time=10", "end_time")]
    public void A_query_that_makes_no_sense_is_refused_by_its_parameter(string query, string parameter)
    {
        var reply = Get(Core(), Usage, query);

        Assert.Equal(400, reply.Head!.Status);
        Assert.Equal(parameter, reply.Error().GetProperty("param").GetString());
    }

    [Fact]
    public void Anthropics_reports_have_its_shape()
    {
        var core = Core();

        var usage = Get(
            core, "/v1/organizations/usage_report/messages",
            "?starting_at=2026-11-22T00:00:00Z&bucket_width=1h&limit=24").Json();
        var wrong = Get(core, "/v1/organizations/usage_report/messages", "?starting_at=now");

        Assert.Equal(24, usage.GetProperty("data").GetArrayLength());
        Assert.Equal("2026-11-22T00:00:00Z", usage.GetProperty("data")[0].GetProperty("starting_at").GetString());
        Assert.Equal("2026-11-22T01:00:00Z", usage.GetProperty("data")[0].GetProperty("ending_at").GetString());
        // The page's name is the time of its first bucket: "2026-11-23T00:00:00Z" in base64.
        Assert.Equal("page_MjAyNi0xMS0yM1QwMDowMDowMFo=", usage.GetProperty("next_page").GetString());
        Assert.Equal("invalid_request_error", wrong.Error().GetProperty("type").GetString());
    }

    [Fact]
    public void Anthropics_usage_and_costs_are_what_messages_billed_in_cents()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            StartedAt = Start,
            AdminKeys = [AdminKey],
            Answers = BookTests.Always("{ text: twelve letters, cached_tokens: 2, cache_write_tokens: 1 }"),
            Prices = new Dictionary<string, PriceOptions>
            {
                ["m"] = new(3, 15) { CacheRead = 0.3m, CacheWrite = 3.75m },
            },
            Quota = new QuotaOptions { RequestsPerMinute = 1000, InputTokensPerMinute = 2_000_000 },
        });
        core.Decide(Asking.Chat(), default);
        core.Decide(Asking.Messages(), default);
        var billed = core.Decide(Asking.Messages(), default).Bill!;
        const string Day = "?starting_at=2026-11-22T00:00:00Z&ending_at=2026-11-23T00:00:00Z";

        var usage = Results(Get(
            core, "/v1/organizations/usage_report/messages", Day + "&group_by[]=model").Json()).Single();
        var costs = Results(Get(core, "/v1/organizations/cost_report", Day + "&group_by[]=description").Json());
        var limits = Get(core, "/v1/organizations/rate_limits", "").Json().GetProperty("data")[0];

        Assert.Equal("m", usage.GetProperty("model").GetString());
        Assert.Equal(4, usage.GetProperty("cache_read_input_tokens").GetInt64());
        Assert.Equal(2, usage.GetProperty("cache_creation").GetProperty("ephemeral_5m_input_tokens").GetInt64());
        Assert.Equal(2 * (billed.PromptTokens - 3), usage.GetProperty("uncached_input_tokens").GetInt64());
        Assert.Equal(2 * billed.CompletionTokens, usage.GetProperty("output_tokens").GetInt64());
        decimal Cents(string type) => costs
            .Where(cost => cost.GetProperty("token_type").GetString() == type)
            .Sum(cost => decimal.Parse(cost.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(4 * 0.3m / 10_000, Cents("cache_read_input_tokens"));
        Assert.Equal(2 * 3.75m / 10_000, Cents("cache_creation.ephemeral_5m_input_tokens"));
        Assert.Equal(2 * billed.CompletionTokens * 15m / 10_000, Cents("output_tokens"));
        Assert.Equal(
            """{"type":"rate_limit","group_type":"model_group","models":["m"],"limits":[{"type":"requests_per_minute","value":1000},{"type":"input_tokens_per_minute","value":2000000}]}""",
            limits.GetRawText()); // the shape that its documentation shows
    }

    [Fact]
    public void The_limits_are_told_as_they_are_configured()
    {
        var limits = Get(Used(), "/v1/organization/projects/proj_simulator/rate_limits", "").Json();

        var first = limits.GetProperty("data")[0];
        Assert.Equal("a", first.GetProperty("model").GetString());
        Assert.Equal(500, first.GetProperty("max_requests_per_1_minute").GetInt64());
        Assert.Equal(200_000, first.GetProperty("max_tokens_per_1_minute").GetInt64());
        Assert.Equal(10_000, first.GetProperty("max_requests_per_1_day").GetInt64());
        Assert.Equal(404, Get(Core(), "/v1/organization/projects/proj_other/rate_limits", "").Head!.Status);
    }

    [Fact]
    public void Administrators_are_not_entered_in_the_books()
    {
        var core = Used();

        Get(core, Usage, Since(Start));

        Assert.Equal(60, core.Stats.Requests);
    }
}
