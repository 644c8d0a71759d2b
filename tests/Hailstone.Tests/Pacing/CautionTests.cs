using Hailstone.Pacing;
using Xunit;

namespace Hailstone.Tests.Pacing;

/// <summary>Refusals that the buckets do not explain, and rates that nobody tells.</summary>
public sealed class CautionTests
{
    [Fact]
    public void Three_episodes_in_a_minute_end_bursts_and_answers_bring_them_back()
    {
        var caution = new Caution();
        caution.Refused(Seconds(0));
        caution.Refused(Seconds(10));
        caution.Refused(Seconds(100));
        Assert.Null(caution.Share);

        caution.Refused(Seconds(101));
        Assert.Null(caution.Share);
        caution.Refused(Seconds(102));
        Assert.Equal(0.98, caution.Share!.Value, 6);

        for (var answer = 0; answer < 25; answer++)
            caution.Succeeded();
        Assert.Null(caution.Share);
    }

    [Fact]
    public void A_budget_of_retries_runs_out_and_a_probe_fills_it_again()
    {
        var budget = new RetryBudget();
        Assert.Equal(50, Enumerable.Range(0, 100).Count(_ => budget.Spend()));

        for (var answer = 0; answer < 21; answer++)
            budget.Succeeded();
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => budget.Spend()));

        budget.Refill();
        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => budget.Spend()));
    }

    [Fact]
    public void A_circuit_opens_for_what_left_after_the_trouble_began_alone()
    {
        var circuit = new Circuit();
        for (var failure = 0; failure < 9; failure++)
        {
            Assert.False(circuit.InTrouble("server_error", Seconds(10 + failure), Seconds(11 + failure)));
            // Answers to what left before say nothing of it.
            circuit.Alive(Seconds(5), Seconds(11 + failure));
        }

        Assert.True(circuit.InTrouble("server_error", Seconds(30), Seconds(31)));
        Assert.False(circuit.Alive(Seconds(29), Seconds(32)));
        Assert.True(circuit.IsOpen);
        Assert.True(circuit.Alive(Seconds(34), Seconds(35)));
        Assert.False(circuit.IsOpen);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
