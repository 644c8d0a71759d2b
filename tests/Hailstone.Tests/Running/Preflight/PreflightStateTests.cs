using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running.Preflight;
using Hailstone.Suites;
using Hailstone.Tests.Planning;
using Hailstone.Tests.Simulation;
using Xunit;

namespace Hailstone.Tests.Running.Preflight;

/// <summary>What a preflight asks, and what it makes of the ends: by the vendors' recorded words.</summary>
public sealed class PreflightStateTests
{
    private const string Forbidden =
        """{"error":{"message":"You have insufficient permissions for this operation.","type":"permission_error","param":null,"code":null}}""";

    private static readonly Dictionary<string, ProviderSettings> Nothing = [];

    [Fact]
    public void A_good_key_and_good_models_cost_one_call_each()
    {
        var (found, calls) = Drive(Plan("openai/a", "openai/b", "openai/c"), (_, _) => Replies.Answer());

        Assert.Equal(["openai/a", "openai/b", "openai/c"], calls);
        Assert.All(found, finding => Assert.True(finding.Answered));
    }

    [Fact]
    public void One_target_finds_out_about_the_key_before_the_others_are_asked()
    {
        var state = new PreflightState(Plan("openai/a", "openai/b", "anthropic/c"), ModelCatalogue.Embedded());

        var first = state.Begin();
        var then = state.Ended(first[0].Check, Replies.Answer().Exchange, null);

        Assert.Equal(["openai/a", "anthropic/c"], first.Select(order => order.Check.Planned.Target.Id));
        Assert.Equal(["openai/b"], then.Select(order => order.Check.Planned.Target.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void A_wrong_key_costs_two_calls_whatever_its_targets(int targets)
    {
        var plan = Plan([.. Enumerable.Range(0, targets).Select(number => $"openai/m{number}")]);

        var (found, calls) = Drive(plan, (_, _) => Replies.WrongKey());

        Assert.Equal(2, calls.Count);
        Assert.All(found, finding => Assert.Equal("preflight.invalid-key", finding.Refused!.Code));
    }

    [Fact]
    public void A_401_that_does_not_come_again_is_no_verdict()
    {
        var (found, calls) = Drive(
            Plan("openai/a", "openai/b"),
            (target, call) => (target, call) == ("openai/a", 1) ? Replies.WrongKey() : Replies.Answer());

        Assert.Equal(["openai/a", "openai/a", "openai/b"], calls);
        Assert.All(found, finding => Assert.Null(finding.Refused));
    }

    [Fact]
    public void A_key_that_may_not_ask_one_model_is_refused_for_that_one_alone()
    {
        var (found, calls) = Drive(
            Plan("openai/a", "openai/b", "openai/c"),
            (target, _) => target == "openai/a" ? Replies.Error(403, Forbidden) : Replies.Answer());

        Assert.Equal(["openai/a", "openai/b", "openai/c"], calls);
        Assert.Equal([true, false, false], found.Select(finding => finding.Refused is not null));
    }

    [Fact]
    public void A_key_that_may_ask_nothing_costs_two_calls()
    {
        var (found, calls) = Drive(
            Plan("openai/a", "openai/b", "openai/c"), (_, _) => Replies.Error(403, Forbidden));

        Assert.Equal(["openai/a", "openai/b"], calls);
        Assert.All(found, finding => Assert.NotNull(finding.Refused));
    }

    [Fact]
    public void An_outage_is_left_to_the_run_after_two_calls()
    {
        var (found, calls) = Drive(
            Plan("openai/a", "openai/b", "openai/c"), (_, _) => Replies.ServerError(503));

        Assert.Equal(["openai/a", "openai/b"], calls);
        Assert.All(found, finding => Assert.Equal((false, null), (finding.Answered, finding.Refused)));
    }

    [Fact]
    public void A_rate_limit_proves_the_key_and_nothing_else()
    {
        var (found, calls) = Drive(
            Plan("openai/a", "openai/b"),
            (target, _) => target == "openai/a" ? Replies.RateLimited(30) : Replies.Answer());

        Assert.Equal(["openai/a", "openai/b"], calls);
        Assert.Equal([false, true], found.Select(finding => finding.Answered));
        Assert.All(found, finding => Assert.Null(finding.Refused));
    }

    [Fact]
    public void A_model_that_is_not_there_is_told_with_the_nearest_ids()
    {
        var (found, calls) = Drive(Plan("openai/gpt-4.1-minii"), (_, _) => Replies.NoSuchModel());

        Assert.Single(calls);
        Assert.Contains("gpt-4.1-mini", Assert.Single(found).Refused!.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_left_out_only_where_the_suite_says_so()
    {
        const string Hot =
            """{"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""";
        var asked = new Parameters { Temperature = 0.2m };

        var (strict, _) = Drive(Plan(asked, "openai/a"), (_, _) => Replies.Error(400, Hot));
        var (lenient, calls) = Drive(
            Plan(asked with { OnUnsupported = OnUnsupported.Omit }, "openai/a"),
            (_, call) => call == 1 ? Replies.Error(400, Hot) : Replies.Answer());

        Assert.Contains("`temperature`", Assert.Single(strict).Refused!.Mend, StringComparison.Ordinal);
        Assert.Equal(2, calls.Count);
        var settings = Assert.Single(lenient).Planned.Settings;
        Assert.Equal(["temperature"], settings.Omitted);
        Assert.DoesNotContain(settings.Fields, field => field.Key == "temperature");
    }

    [Fact]
    public void Claudes_words_for_a_deprecated_sampler_name_the_parameter_too()
    {
        const string Deprecated =
            """{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}""";

        var (found, _) = Drive(
            Plan(new Parameters { Temperature = 0.2m }, "anthropic/new"), (_, _) => Replies.Error(400, Deprecated));

        Assert.Contains("`temperature`", Assert.Single(found).Refused!.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_change_is_made_and_left_to_the_run_to_prove()
    {
        const string Route =
            """{"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.","type":"invalid_request_error","param":"model","code":null}}""";
        const string Hot =
            """{"error":{"message":"Unsupported parameter: 'temperature' is not supported with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_parameter"}}""";
        var asked = new Parameters { Temperature = 0.2m, OnUnsupported = OnUnsupported.Omit };

        var (found, calls) = Drive(
            Plan(asked, "openai/a"), (_, call) => Replies.Error(call == 1 ? 404 : 400, call == 1 ? Route : Hot));

        Assert.Equal(2, calls.Count);
        var finding = Assert.Single(found);
        Assert.Equal((false, null), (finding.Answered, finding.Refused));
        Assert.Equal("responses", finding.Planned.Settings.Dialect);
        Assert.Equal(["temperature"], finding.Planned.Settings.Omitted);
    }

    [Fact]
    public void A_cap_that_thinking_eats_up_is_warned_of()
    {
        var nothing = new Response
        {
            Text = "",
            Stop = StopReason.MaxTokens,
            StopRaw = "length",
            Usage = new Usage { Input = 20, Output = 16, Reasoning = 16 },
        };

        var (found, _) = Drive(
            Plan(new Parameters { MaxOutputTokens = 16 }, "openai/a"), (_, _) => Replies.Answer(nothing));

        Assert.Equal("preflight.no-room", Assert.Single(found).Warning!.Code);
    }

    private static Plan Plan(params string[] models) => Plan(new Parameters(), models);

    private static Plan Plan(Parameters parameters, params string[] models) =>
        PlanBuilder.Of(1, parameters, Nothing, models);

    /// <summary>Carries the calls out one by one; the reply depends on the target and on how many it has had.</summary>
    private static (IReadOnlyList<Finding> Found, IReadOnlyList<string> Calls) Drive(
        Plan plan, Func<string, int, Reply> answer)
    {
        var state = new PreflightState(plan, ModelCatalogue.Embedded());
        var calls = new List<string>();
        var orders = new Queue<ProbeOrder>(state.Begin());
        while (orders.TryDequeue(out var order))
        {
            var target = order.Check.Planned.Target.Id;
            calls.Add(target);
            var exchange = answer(target, calls.Count(call => call == target)).Exchange;
            var means = exchange is Exchange.Failed failed
                ? Classification.Of(failed.Failure, DateTimeOffset.UnixEpoch)
                : null;
            foreach (var next in state.Ended(order.Check, exchange, means))
                orders.Enqueue(next);
        }

        return (state.Found, calls);
    }
}
