using Hailstone.Simulator;
using Hailstone.Simulator.Replay;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class ReplayTests
{
    private static readonly SimulatorOptions Weather = new()
    {
        Seed = 7,
        Faults = [new("500", 0.1), new("relay", 0.1), new("cut", 0.1), new("hang", 0.1)],
        Answers = BookTests.Always("one, two, three"),
    };

    private static List<SimulatedRequest> Requests { get; } =
        [.. Enumerable.Range(0, 200).Select(number => Asking.Chat($"question {number % 40}"))];

    private static List<string> Replies(SimulatorOptions options)
    {
        var core = new SimulatorCore(options);
        return [.. Requests.Select((request, index) => core.Decide(request, TimeSpan.FromSeconds(index)).Whole())];
    }

    [Fact]
    public void The_same_seed_and_requests_give_the_same_replies() => Assert.Equal(Replies(Weather), Replies(Weather));

    [Fact]
    public void Another_seed_gives_other_replies() =>
        Assert.NotEqual(Replies(Weather), Replies(Weather with { Seed = 8 }));

    [Fact]
    public void The_order_of_different_requests_does_not_change_what_befalls_them()
    {
        var options = Weather with { Answers = null };
        var forward = new SimulatorCore(options);
        var backward = new SimulatorCore(options);
        var requests = Requests[..40];

        var one = requests.Select(request => forward.Decide(request, default).Whole()).ToList();
        var other = requests.AsEnumerable().Reverse()
            .Select(request => backward.Decide(request, default).Whole())
            .ToList();

        Assert.Equal(one, other.AsEnumerable().Reverse());
    }

    [Fact]
    public void Faults_and_waiting_do_not_change_which_answers_are_given()
    {
        static List<string> Answers(SimulatorOptions options)
        {
            var core = new SimulatorCore(options);
            var answers = new List<string>();
            for (var now = TimeSpan.Zero; answers.Count < 60; now += TimeSpan.FromSeconds(1))
                if (core.Decide(Asking.Chat("question"), now) is { Head.Status: 200, Bill: not null } reply)
                    answers.Add(reply.Content()!);
            return answers;
        }
        var calm = Weather with { Faults = [] };
        var rough = Weather with
        {
            Faults = [new("500", 0.3), new("reset", 0.2)],
            Quota = new QuotaOptions { RequestsPerMinute = 40, Burst = TimeSpan.FromSeconds(5) },
        };

        Assert.Equal(Answers(calm), Answers(rough));
    }

    [Fact]
    public void A_429_of_the_quota_does_not_change_which_faults_come()
    {
        var faults = Asking.Instant with { Faults = [new("500", 0.5)] };
        var limited = faults with { Quota = new QuotaOptions { RequestsPerMinute = 6 } };
        static List<int> Statuses(SimulatorOptions options)
        {
            var core = new SimulatorCore(options);
            return [.. Enumerable.Range(0, 200)
                .Select(second => core.Decide(Asking.Chat(), TimeSpan.FromSeconds(second)).Head!.Status)
                .Where(status => status != 429)];
        }

        var few = Statuses(limited);

        Assert.InRange(few.Count, 20, 30);
        Assert.Equal(Statuses(faults).Take(few.Count), few);
    }

    [Fact]
    public void Latency_has_the_median_and_the_spread_that_were_asked_for()
    {
        const int Answers = 4_000;
        var core = new SimulatorCore(new SimulatorOptions
        {
            AnyModel = new() { Latency = new() { FirstToken = TimeSpan.FromSeconds(2), FirstTokenSigma = 0.5 } },
        });
        var logarithms = Enumerable.Range(0, Answers)
            .Select(number => core.Decide(Asking.Chat($"q{number}", more: "\"stream\": true"), default).HeadAfter)
            .Select(time => Math.Log(time.TotalSeconds))
            .ToList();

        var mean = logarithms.Average();
        var deviation = Math.Sqrt(logarithms.Average(value => (value - mean) * (value - mean)));
        // Standard errors: 0.5 / sqrt(4000) = 0.008 and 0.5 / sqrt(8000) = 0.006; five of them either way.
        Assert.InRange(mean, Math.Log(2) - 0.04, Math.Log(2) + 0.04);
        Assert.InRange(deviation, 0.47, 0.53);
    }

    [Fact]
    public void A_table_forgets_what_was_long_untouched_and_never_what_was_just_touched()
    {
        var table = new RecentTable<int, object>(100);
        var kept = table.Get(-1, _ => new object());
        for (var key = 0; key < 10_000; key++)
        {
            table.Get(key, _ => new object());
            Assert.Same(kept, table.Get(-1, _ => new object()));
            Assert.InRange(table.Count, 1, 100);
        }
    }
}
