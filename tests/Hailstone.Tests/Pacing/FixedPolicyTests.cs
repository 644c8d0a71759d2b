using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Pacing;

/// <summary>The policies <c>fixed</c> and <c>none</c>, to the letter of docs/pacing.md.</summary>
public sealed class FixedPolicyTests
{
    /// <summary>Errors as vendors, clients and relays word them, and whether they are tried again.</summary>
    public static TheoryData<int?, string, bool> Texts => new()
    {
        { 429, "Rate limit reached for gpt-4 in organization org-x on requests per min.", true },
        { 429, "You exceeded your current quota, please check your plan and billing details.", true },
        { 200, "Number of request tokens has exceeded your per-minute rate limit.", true },
        { 400, "RATE LIMIT", true },
        { 408, "Request Timeout", true },
        { 504, "upstream request timeout", true },
        { 524, "A timeout occurred", true },
        { null, "Error code: 429 - Too Many Requests", true },
        { 502, "Unable to reach the model provider", false },
        { 200, "ERROR_OPENAI: Unable to reach the model provider", false },
        { 500, "The server had an error while processing your request. Sorry about that!", false },
        { 502, "Bad gateway", false },
        { 503, "The engine is currently overloaded, please try again later", false },
        { 504, "504 Gateway Time-out", false },
        { 529, "Overloaded", false },
        { null, "Connection reset by peer", false },
        { null, "The operation timed out.", false },
        { 401, "Incorrect API key provided", false },
        { 404, "The model `claude-sonnet-3.5` does not exist", false },
        { 200, "rate_limit_exceeded", false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_error_is_tried_again_where_its_text_says_429_rate_limit_or_timeout(
        int? status, string message, bool isTriedAgain)
    {
        var verdict = Judge(Failed(message, status), triesBefore: 0);

        Assert.Equal(isTriedAgain, verdict is Verdict.Again);
        if (!isTriedAgain)
            Assert.Null(Assert.IsType<Verdict.StopTrial>(verdict).Fault);
    }

    [Fact]
    public void A_time_limit_of_ones_own_says_timeout_as_every_client_names_it() =>
        Assert.IsType<Verdict.Again>(Judge(
            Failed("No byte in 20 s.") with { Kind = FailureKind.Timeout }, triesBefore: 0));

    [Theory]
    [InlineData(3, new double[] { 1, 2 })]
    [InlineData(4, new double[] { 1, 2, 4 })]
    [InlineData(1, new double[] { })]
    public void Waits_double_from_one_second_until_the_tries_are_used(int tries, double[] waits)
    {
        var pauses = new FixedPauses { Tries = tries };

        for (var before = 0; before < waits.Length; before++)
        {
            var again = Assert.IsType<Verdict.Again>(Judge(Failed("429"), before, pauses: pauses));
            Assert.True(again.CountsAsTry);
            Assert.Equal(TimeSpan.FromSeconds(waits[before]), again.After);
        }

        Assert.IsType<Verdict.StopTrial>(Judge(Failed("429"), waits.Length, pauses: pauses));
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(29.4, 0.6)]
    [InlineData(30, null)]
    [InlineData(61, null)]
    public void After_thirty_seconds_no_try_begins_and_no_wait_goes_beyond(double since, double? wait)
    {
        var verdict = Judge(Failed("timeout"), triesBefore: 0, since);

        Assert.Equal(wait, verdict is Verdict.Again again ? Math.Round(again.After.TotalSeconds, 6) : null);
    }

    [Fact]
    public void None_tries_nothing_again()
    {
        var failure = Failed("Rate limit reached", 429);

        Assert.IsType<Verdict.StopTrial>(new PacingPolicy.None().Judge(
            Classification.Of(failure, Captured.Now), new Evidence { Failure = failure }, new Random(1)));
    }

    private static Failure Failed(string message, int? status = null) => new()
    {
        Phase = FailurePhase.Body,
        Kind = status is null ? FailureKind.Reset : FailureKind.Error,
        Status = status,
        Message = message,
    };

    private static Verdict Judge(Failure failure, int triesBefore, double since = 0, FixedPauses? pauses = null) =>
        new PacingPolicy.Fixed { Pauses = pauses ?? new FixedPauses() }.Judge(
            Classification.Of(failure, Captured.Now),
            new Evidence
            {
                Failure = failure,
                TriesBefore = triesBefore,
                SinceFirst = TimeSpan.FromSeconds(since),
            },
            new Random(1));
}
