using System.Globalization;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class VendorQuotaTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 25, 12, 0, 0, TimeSpan.Zero);

    // Ten seconds to the first token and a tenth of one for each: what comes later, comes later.
    private static readonly LatencyOptions Slow = LatencyOptions.None with
    {
        FirstToken = TimeSpan.FromSeconds(10),
        FirstTokenSigma = 0,
        PerToken = TimeSpan.FromMilliseconds(100),
        PerTokenSigma = 0,
    };

    private static SimulatorCore Core(Vendor vendor, QuotaOptions quota, int answerTokens = 100) => new(
        new SimulatorOptions
        {
            Vendor = vendor,
            Quota = quota,
            StartedAt = Start,
            Organization = "org_x",
            AnyModel = new ModelOptions { Latency = Slow },
            Answers = BookTests.Always(new string('a', 4 * answerTokens)),
        });

    /// <summary>A question of so many tokens.</summary>
    private static SimulatedReply Ask(SimulatorCore core, int tokens, double second = 0, params string[] more) =>
        core.Decide(Asking.Chat(new string('q', 4 * tokens), "m", null, more), TimeSpan.FromSeconds(second));

    private static string Cap(long tokens) =>
        string.Create(CultureInfo.InvariantCulture, $"\"max_completion_tokens\": {tokens}");

    private static string Message(SimulatedReply reply) => reply.Error().GetProperty("message").GetString()!;

    [Fact]
    public void Anthropics_headers_round_tokens_and_tell_when_each_limit_is_whole_again()
    {
        // After one request the limits of 50, 30,000 and 8,000 said 49, 28,000 and 8,000 (2026-02-25).
        var core = Core(Vendor.Anthropic, new QuotaOptions
        {
            RequestsPerMinute = 50,
            InputTokensPerMinute = 30_000,
            OutputTokensPerMinute = 8000,
        });

        var reply = Ask(core, 2100);

        string Header(string name) => reply.Header("anthropic-ratelimit-" + name);
        Assert.Equal(("50", "49"), (Header("requests-limit"), Header("requests-remaining")));
        Assert.Equal(("30000", "28000"), (Header("input-tokens-limit"), Header("input-tokens-remaining")));
        Assert.Equal(("8000", "8000"), (Header("output-tokens-limit"), Header("output-tokens-remaining")));
        Assert.Equal(("38000", "36000"), (Header("tokens-limit"), Header("tokens-remaining")));
        Assert.Equal("2026-02-25T12:00:02Z", Header("requests-reset"));
        Assert.Equal("2026-02-25T12:00:05Z", Header("input-tokens-reset"));
        Assert.Equal("2026-02-25T12:00:00Z", Header("output-tokens-reset"));
    }

    [Fact]
    public void Anthropic_charges_output_as_it_is_made_and_no_cap()
    {
        // 100 tokens in the ten seconds behind the first ten, of 60 a minute.
        var core = Core(Vendor.Anthropic, new QuotaOptions { OutputTokensPerMinute = 60 });

        Assert.Equal(200, Ask(core, 1, 0, Cap(1_000_000)).Head!.Status);
        Assert.Equal(200, Ask(core, 1, 10).Head!.Status);
        var refused = Ask(core, 1, 20);

        Assert.Equal(429, refused.Head!.Status);
        Assert.StartsWith(
            "This request would exceed your organization's rate limit of 60 output tokens per minute (org: org_x, model: m)."
            + " For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for "
            + "current usage. ",
            Message(refused), StringComparison.Ordinal);
        // 100 came and 10 drained, 60 fit and one is needed: 31 s at one a second.
        Assert.Equal("31", refused.Header("retry-after"));
        Assert.False(refused.Head.Headers.ContainsKey("retry-after-ms"));
    }

    [Fact]
    public void Without_an_option_the_api_that_is_asked_says_whose_way_of_counting_holds()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Quota = new QuotaOptions { RequestsPerMinute = 60, TokensPerMinute = 10_000 },
        });

        var messages = core.Decide(Asking.Messages(cap: 9000), default);
        var chat = core.Decide(Asking.Chat(more: "\"max_tokens\": 9000"), default);

        Assert.Equal("10000", messages.Header("anthropic-ratelimit-tokens-remaining"));
        Assert.Equal("59", messages.Header("anthropic-ratelimit-requests-remaining"));
        Assert.Equal("1000", chat.Header("x-ratelimit-remaining-tokens"));
        Assert.DoesNotContain("x-ratelimit", string.Join(' ', messages.Head!.Headers.Keys), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_cache_gave_takes_nothing_of_anthropics_input_limit()
    {
        var core = new SimulatorCore(new SimulatorOptions
        {
            Vendor = Vendor.Anthropic,
            Quota = new QuotaOptions { InputTokensPerMinute = 6000 },
            AnyModel = new ModelOptions { Latency = Slow },
            Answers = BookTests.Always("{ text: yes, cached_tokens: 2500, cache_write_tokens: 300 }"),
        });

        Ask(core, 3000);

        // 3,000 were estimated and drained for ten seconds; 2,500 came back: what was used before is gone.
        Assert.Equal(429, Ask(core, 3001, 0).Head!.Status);
        Assert.Equal(200, Ask(core, 6000, 10).Head!.Status);
    }

    [Fact]
    public void Azures_responses_api_tells_nothing_since_November_2025()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Vendor = Vendor.Azure,
            Quota = new QuotaOptions { TokensPerMinute = 10 },
        });
        core.Decide(Asking.Responses(), default);

        var reply = core.Decide(Asking.Responses(), default);

        // As recorded on 2025-11-17 (openai-dotnet 838).
        Assert.Equal(429, reply.Head!.Status);
        Assert.Equal("-1", reply.Header("x-ratelimit-limit-tokens"));
        Assert.Equal("-1", reply.Header("x-ratelimit-remaining-tokens"));
        Assert.Equal("0", reply.Header("x-ratelimit-reset-tokens"));
        Assert.False(reply.Head.Headers.ContainsKey("retry-after"));
    }

    [Fact]
    public void A_refusal_of_anthropic_says_what_it_said_of_the_same_limit()
    {
        var core = Core(Vendor.Anthropic, new QuotaOptions { InputTokensPerMinute = 30_000 });
        Ask(core, 30_000);

        var reply = Ask(core, 1);

        Assert.Equal("error", reply.Json().GetProperty("type").GetString());
        Assert.Equal("rate_limit_error", reply.Error().GetProperty("type").GetString());
        Assert.StartsWith("req_", reply.Json().GetProperty("request_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "This request would exceed your organization's rate limit of 30,000 input tokens per minute (org: org_x, "
            + "model: m). For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response "
            + "headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again "
            + "later. You may also contact sales at https://claude.com/contact-sales to discuss your options for a rate "
            + "limit increase.",
            Message(reply));
    }

    [Fact]
    public void Azure_counts_requests_by_ten_seconds_and_prompt_and_cap_for_good()
    {
        var core = Core(Vendor.Azure, new QuotaOptions { RequestsPerMinute = 120, TokensPerMinute = 10_000 });

        var reply = Ask(core, 100, 4.5, Cap(900));
        var later = Ask(core, 100, 34.5, Cap(900));

        Assert.Equal(("20", "19", "6"), Requests(reply));
        Assert.Equal("9000", reply.Header("x-ratelimit-remaining-tokens"));
        Assert.Equal("6", reply.Header("x-ratelimit-reset-tokens"));
        // What drained came back, and nothing else: 1,000 again, though 100 tokens were answered.
        Assert.Equal("9000", later.Header("x-ratelimit-remaining-tokens"));

        static (string, string, string) Requests(SimulatedReply reply) => (
            reply.Header("x-ratelimit-limit-requests"),
            reply.Header("x-ratelimit-remaining-requests"),
            reply.Header("x-ratelimit-reset-requests"));
    }

    [Fact]
    public void Azures_refusal_has_its_words_and_a_code_that_is_a_text()
    {
        var core = Core(Vendor.Azure, new QuotaOptions { TokensPerMinute = 600 });
        Ask(core, 1, 0, Cap(599));

        var reply = Ask(core, 1, 0, Cap(69));

        Assert.Equal("429", reply.Error().GetProperty("code").GetString());
        Assert.Equal(
            "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded "
            + "token rate limit of your current OpenAI S0 pricing tier. Please retry after 7 seconds. Please go here: "
            + "https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.",
            Message(reply));
        Assert.Equal("7", reply.Header("retry-after"));
        Assert.Contains("retry after 86400 seconds", Message(Ask(core, 601)), StringComparison.Ordinal);
    }

    [Fact]
    public void Groq_tells_the_days_requests_and_the_minutes_tokens_and_settles_by_use()
    {
        var core = Core(Vendor.Groq, new QuotaOptions
        {
            RequestsPerMinute = 30,
            RequestsPerDay = 14_400,
            TokensPerMinute = 6000,
        });

        var reply = Ask(core, 100, 0, Cap(2900));
        var settled = Ask(core, 100, 20, Cap(2900));

        Assert.Equal("14400", reply.Header("x-ratelimit-limit-requests"));
        Assert.Equal("14399", reply.Header("x-ratelimit-remaining-requests"));
        Assert.Equal("6s", reply.Header("x-ratelimit-reset-requests"));
        Assert.Equal("3000", reply.Header("x-ratelimit-remaining-tokens"));
        // 3,000 were reserved, 2,000 drained, and 2,800 came back: the bucket was full.
        Assert.Equal("3000", settled.Header("x-ratelimit-remaining-tokens"));
    }

    [Fact]
    public void Groqs_refusal_says_what_it_said_of_the_same_numbers_on_4_October_2026()
    {
        var core = Core(Vendor.Groq, new QuotaOptions { TokensPerMinute = 8000 });
        Ask(core, 5536);

        var reply = Ask(core, 5599);
        var large = Ask(core, 11_176);

        Assert.Equal(
            """
            {"error":{"message":"Rate limit reached for model `m` in organization `org_x` service tier `on_demand` on tokens per minute (TPM): Limit 8000, Used 5536, Requested 5599. Please try again in 23.5125s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing","type":"tokens","code":"rate_limit_exceeded"}}
            """, reply.Text()); // as recorded, on one line
        Assert.Equal("24", reply.Header("retry-after"));
        Assert.Equal(413, large.Head!.Status);
        Assert.StartsWith(
            "Request too large for model `m` in organization `org_x` service tier `on_demand` on tokens per minute (TPM): "
            + "Limit 8000, Requested 11176, please reduce your message size and try again.",
            Message(large), StringComparison.Ordinal);
        Assert.Equal("too_large", large.RefusedBy);
    }

    [Fact]
    public void Mistral_tells_what_this_very_request_cost_and_no_time()
    {
        var core = Core(Vendor.Mistral, new QuotaOptions { RequestsPerMinute = 188, TokensPerMinute = 625_000 }, 8);

        var reply = Ask(core, 10, 0, Cap(2000));

        // As recorded from a free plan in 2026.
        Assert.Equal("188", reply.Header("x-ratelimit-limit-req-minute"));
        Assert.Equal("187", reply.Header("x-ratelimit-remaining-req-minute"));
        Assert.Equal("625000", reply.Header("x-ratelimit-limit-tokens-minute"));
        Assert.Equal("624982", reply.Header("x-ratelimit-remaining-tokens-minute"));
        Assert.Equal("18", reply.Header("x-ratelimit-tokens-query-cost"));
        Assert.DoesNotContain(reply.Head!.Headers.Keys, name => name.Contains("reset", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_of_nothing_says_that_the_plan_does_not_hold_the_model()
    {
        var core = Core(Vendor.Mistral, new QuotaOptions { RequestsPerMinute = 0 });

        var reply = Ask(core, 1, 3600);

        Assert.Equal(429, reply.Head!.Status);
        Assert.Equal("0", reply.Header("x-ratelimit-limit-req-minute"));
        Assert.Equal("1300", reply.Json().GetProperty("code").GetString());
        Assert.False(reply.Head.Headers.ContainsKey("retry-after"));
    }

    [Fact]
    public void A_projects_tokens_have_headers_of_their_own()
    {
        var core = Core(Vendor.OpenAi, new QuotaOptions { TokensPerMinute = 1000, ProjectTokensPerMinute = 400 });

        var reply = Ask(core, 100);
        var refused = Ask(core, 301);

        Assert.Equal("900", reply.Header("x-ratelimit-remaining-tokens"));
        Assert.Equal("300", reply.Header("x-ratelimit-remaining-project-tokens"));
        Assert.Equal("15s", reply.Header("x-ratelimit-reset-project-tokens"));
        Assert.Equal("project_tokens_per_minute", refused.RefusedBy);
        Assert.Equal("900", refused.Header("x-ratelimit-remaining-tokens"));
    }

    [Fact]
    public void A_days_limit_has_its_words_and_a_long_wait()
    {
        var core = Core(Vendor.OpenAi, new QuotaOptions { RequestsPerDay = 200, StartUsed = 1 });

        var reply = Ask(core, 1);

        Assert.Contains(
            "on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.",
            Message(reply), StringComparison.Ordinal);
        Assert.Equal("432", reply.Header("retry-after"));
    }

    [Theory]
    [InlineData(RetryAfterForm.Seconds, "13", null)]
    [InlineData(RetryAfterForm.Milliseconds, null, "12001")]
    [InlineData(RetryAfterForm.SecondsAndMilliseconds, "13", "12001")]
    [InlineData(RetryAfterForm.Date, "Wed, 25 Feb 2026 12:00:13 GMT", null)]
    public void A_wait_is_told_in_the_form_that_is_asked_for(RetryAfterForm form, string? plain, string? precise)
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            StartedAt = Start,
            RetryAfterForm = form,
            Quota = new QuotaOptions { TokensPerMinute = 60_000 },
        });
        Ask(core, 60_000);

        var headers = Ask(core, 12_001).Head!.Headers;

        Assert.Equal(plain, headers.GetValueOrDefault("retry-after"));
        Assert.Equal(precise, headers.GetValueOrDefault("retry-after-ms"));
    }

    [Fact]
    public void Refusals_are_counted_by_the_limit_that_was_reached()
    {
        var core = Core(Vendor.OpenAi, new QuotaOptions { RequestsPerMinute = 3, TokensPerMinute = 100 });
        Ask(core, 80);
        Ask(core, 30);
        Ask(core, 101);
        Ask(core, 1);
        Ask(core, 1);

        Assert.Equal(
            new Dictionary<string, long> { ["tokens_per_minute"] = 1, ["too_large"] = 1, ["requests_per_minute"] = 2 },
            core.Stats.Refused);
        Assert.Equal(2, core.Decide(Asking.Get("/simulator/stats"), default).Json()
            .GetProperty("refused").GetProperty("requests_per_minute").GetInt64());
    }
}
