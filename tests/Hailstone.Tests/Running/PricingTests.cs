using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Tests.Simulation;
using Xunit;

namespace Hailstone.Tests.Running;

/// <summary>What an attempt costs, and how that is known.</summary>
public sealed class PricingTests
{
    // gpt-6-luna: 0.10 and 0.50 dollars a million tokens (catalogue, 2026-10-01).
    private const decimal InputUsd = 0.10m / 1_000_000;
    private const decimal OutputUsd = 0.50m / 1_000_000;

    public static TheoryData<FailureKind, FailurePhase, int?, string?, CostStatus> Failures => new()
    {
        { FailureKind.Error, FailurePhase.Body, 500, "{}", CostStatus.NotBilled },
        { FailureKind.Error, FailurePhase.Body, 429, "{}", CostStatus.NotBilled },
        { FailureKind.Error, FailurePhase.Stream, 200, "data: {\"error\":{}}", CostStatus.NotBilled },
        { FailureKind.Unreachable, FailurePhase.Connect, null, null, CostStatus.NotBilled },
        { FailureKind.TurnedAway, FailurePhase.FirstByte, null, null, CostStatus.NotBilled },
        { FailureKind.Timeout, FailurePhase.FirstByte, null, null, CostStatus.Unknown },
        { FailureKind.Reset, FailurePhase.FirstByte, null, null, CostStatus.Unknown },
        { FailureKind.Malformed, FailurePhase.Body, 200, "<html>proxy</html>", CostStatus.Unknown },
        { FailureKind.Incomplete, FailurePhase.Body, 200, "", CostStatus.Unknown },
        { FailureKind.Malformed, FailurePhase.Body, 200, "{\"id\":\"x\",\"cho", CostStatus.Estimated },
        { FailureKind.Reset, FailurePhase.Stream, 200, "data: {}", CostStatus.Estimated },
        { FailureKind.Timeout, FailurePhase.Stream, 200, "data: {}", CostStatus.Estimated },
        { FailureKind.Incomplete, FailurePhase.Stream, 200, "data: {}", CostStatus.Estimated },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void An_answer_that_broke_is_billed_an_error_is_not_and_of_silence_nobody_knows(
        FailureKind kind, FailurePhase phase, int? status, string? body, CostStatus expected)
    {
        var failure = new Failure { Kind = kind, Phase = phase, Status = status, Message = "broke" };

        var (usd, known) = Cost(failure, body, usual: 40);

        Assert.Equal(expected, known);
        Assert.Equal(expected switch { CostStatus.NotBilled => 0, CostStatus.Unknown => null, _ => usd }, usd);
    }

    [Fact]
    public void A_broken_answer_is_reckoned_at_the_usual_length_or_at_what_came_where_that_is_more()
    {
        var failure = new Failure
        {
            Kind = FailureKind.Reset,
            Phase = FailurePhase.Stream,
            Status = 200,
            Message = "reset",
            Partial = new string('x', 400),
        };

        // "How many?" is three tokens (gpt-tokenizer 4.0.0); of the answer, a letter is a quarter of one.
        Assert.Equal(3 * InputUsd + 100 * OutputUsd, Cost(failure, "data: {}", usual: 40).Usd);
        Assert.Equal(3 * InputUsd + 250 * OutputUsd, Cost(failure, "data: {}", usual: 250).Usd);
        Assert.Equal(3 * InputUsd + 100 * OutputUsd, Cost(failure, "data: {}", usual: null).Usd);
        var counted = failure with { Usage = new Usage { Input = 70, Output = 1 } };
        Assert.Equal(70 * InputUsd + 100 * OutputUsd, Cost(counted, "data: {}", usual: null).Usd);
    }

    private static (decimal? Usd, CostStatus Status) Cost(Failure failure, string? body, double? usual)
    {
        var plan = Plans.Of(1, "gpt-6-luna");
        var exchange = new Exchange.Failed(failure)
        {
            Stamps = new Stamps { Closed = TimeSpan.FromSeconds(1) },
            RequestHash = "00",
            RequestBody = "{}",
            ResponseBody = body,
        };
        return Pricing.Of(plan.Targets[0], plan.Items[0], exchange, usual);
    }
}
