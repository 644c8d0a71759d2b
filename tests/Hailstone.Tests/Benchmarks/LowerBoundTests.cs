using System.Globalization;
using CsCheck;
using Hailstone.Benchmarks.Quota;
using Xunit;

namespace Hailstone.Tests.Benchmarks;

/// <summary>The bound is held to the buckets themselves: nobody beats it, and the longest first attains it.</summary>
public sealed class LowerBoundTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(1);

    private static readonly Gen<(int BurstSeconds, Outage? Outage, int[] Latencies)> Runs = Gen.Select(
        Gen.Int[1, 60],
        Gen.Bool,
        Gen.Int[0, 30],
        Gen.Int[1, 90],
        Gen.Int[1, 60_000].Array[1, 120],
        (burst, isOut, from, lasts, latencies) => (
            burst,
            isOut
                ? new Outage(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(from + lasts), Resets: false)
                : null,
            latencies));

    [Fact]
    public void Three_thousand_requests_of_1900_tokens_take_624_seconds_at_500_000_a_minute()
    {
        var options = new QuotaOptions { RequestsPerMinute = 100_000, TokensPerMinute = 500_000 };
        var calls = Enumerable.Range(0, 3000).Select(index => Answer(index, TimeSpan.Zero, 1900, 0));

        Assert.Equal(624, LowerBound.Of(options, calls).TotalSeconds, precision: 3);
    }

    // In an outage a bucket that is full gains nothing, which the bound does not count.
    [Fact]
    public void Without_an_outage_asking_the_longest_first_attains_it() => Runs.Sample(run =>
    {
        var (options, latencies) = (OptionsOf(run.BurstSeconds, null), run.Latencies.OrderDescending());
        var calls = Play(options, latencies);
        var over = QuotaCounts.Of(options, calls).LastAnswer - LowerBound.Of(options, calls);
        return over.Duration() <= Slack;
    });

    [Fact]
    public void No_order_beats_it() => Runs.Sample(run =>
    {
        var options = OptionsOf(run.BurstSeconds, run.Outage);
        var calls = Play(options, run.Latencies);
        return QuotaCounts.Of(options, calls).LastAnswer >= LowerBound.Of(options, calls) - Slack;
    });

    [Fact]
    public void Failed_attempts_must_be_paid_and_refused_ones_need_not()
    {
        var options = OptionsOf(burstSeconds: 1, null);
        var answer = Answer(1, TimeSpan.FromSeconds(9), 0, 500);
        var failed = answer with { At = TimeSpan.Zero, Fate = Fate.Failed };
        var refused = answer with { At = TimeSpan.FromSeconds(1), Fate = Fate.Refused };

        Assert.Equal(TimeSpan.FromSeconds(1.5), LowerBound.Of(options, [failed, refused, answer]));
        Assert.Equal(TimeSpan.FromSeconds(0.5), LowerBound.Of(options, [refused, answer]));
    }

    [Fact]
    public void Without_an_answer_there_is_no_bound() =>
        Assert.Equal(TimeSpan.Zero, LowerBound.Of(OptionsOf(1, null), []));

    private static QuotaOptions OptionsOf(int burstSeconds, Outage? outage) => new()
    {
        RequestsPerMinute = 60,
        Burst = TimeSpan.FromSeconds(burstSeconds),
        Outage = outage,
    };

    // Each call at the first instant at which the server's own bucket admits it.
    private static List<Call> Play(QuotaOptions options, IEnumerable<int> latenciesInMilliseconds)
    {
        var bucket = options.Buckets().Single();
        var calls = new List<Call>();
        var now = TimeSpan.Zero;
        foreach (var latency in latenciesInMilliseconds)
        {
            now += bucket.WaitFor(1, now)!.Value;
            if (options.Outage is { } outage && outage.Holds(now))
                now = outage.To;
            bucket.Take(1, now);
            calls.Add(Answer(calls.Count, now, 0, latency));
        }

        return calls;
    }

    private static Call Answer(int question, TimeSpan at, long tokens, int milliseconds) => new(
        at,
        question.ToString(CultureInfo.InvariantCulture),
        Fate.Answered,
        tokens,
        TimeSpan.FromMilliseconds(milliseconds));
}
