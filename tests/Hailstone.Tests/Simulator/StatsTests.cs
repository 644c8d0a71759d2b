using System.Globalization;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class StatsTests
{
    [Fact]
    public void The_books_hold_what_the_replies_said()
    {
        var core = new SimulatorCore(new SimulatorOptions
        {
            Faults = [new("500", 0.2), new("cut", 0.2), new("reset", 0.1)],
            Quota = new QuotaOptions { RequestsPerMinute = 300 },
        });
        var replies = Enumerable.Range(0, 500)
            .Select(number => core.Decide(Asking.Chat($"q{number}", number % 2 == 0 ? "a" : "b"), default))
            .ToList();

        var bills = replies.Select(reply => reply.Bill).OfType<SimulatedBill>().ToList();
        Assert.Equal(500, core.Stats.Requests);
        Assert.Equal(bills.Count, core.Stats.BilledCalls);
        Assert.Equal(bills.Sum(bill => bill.PromptTokens + bill.CompletionTokens), core.Stats.BilledTokens);
        Assert.Equal(bills.Count(bill => bill.Model == "a"), core.Stats.Billed["a"].Calls);
        foreach (var (name, count) in core.Stats.Replies)
            Assert.Equal(replies.Count(reply => name == (reply.Head is { Status: var status }
                ? status.ToString(CultureInfo.InvariantCulture)
                : "reset")), count);
    }

    [Fact]
    public void Asking_for_the_books_is_not_entered_in_them()
    {
        var core = new SimulatorCore(Asking.Instant);
        core.Decide(Asking.Chat("12345678"), default);

        var stats = core.Decide(Asking.Get("/simulator/stats"), default).Json();

        Assert.Equal(1, stats.GetProperty("requests").GetInt64());
        Assert.Equal(1, stats.GetProperty("replies").GetProperty("200").GetInt64());
        Assert.Equal(2, stats.GetProperty("billed").GetProperty("m").GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(1, core.Stats.Requests);
    }

    [Fact]
    public void Model_names_that_clients_invent_do_not_fill_the_books()
    {
        var core = new SimulatorCore(Asking.Instant);
        for (var number = 0; number < 1200; number++)
            core.Decide(Asking.Chat(model: $"model-{number}"), default);

        Assert.Equal(1001, core.Stats.Billed.Count);
        Assert.Equal(1200, core.Stats.BilledCalls);
    }
}
