using Hailstone.Running;
using Hailstone.Suites;
using Hailstone.Tests.Simulation;
using Xunit;

namespace Hailstone.Tests.Running;

/// <summary>What the machine allocates for a call, on virtual time: the same on every machine.</summary>
public sealed class AllocationTests
{
    private const int Few = 2000;
    private const int Many = 16_000;

    /// <summary>
    /// 12,500 as measured: two events, three facts, two bodies, an answer scored, headers read; and half as much again,
    /// so that it is a new copy or a new list for each call that is seen, and no new field.
    /// </summary>
    private const double MostBytesPerCall = 18_000;

    [Fact]
    public void A_call_allocates_a_bounded_amount_and_no_more_in_a_large_run_than_in_a_small_one()
    {
        // What is made once, whatever the run: compiled expressions, caches.
        BytesPerCall(Few);
        var (few, many) = (BytesPerCall(Few), BytesPerCall(Many));

        Assert.InRange(few, 1, MostBytesPerCall);
        // Lists that double leave a half unused at the most.
        Assert.InRange(many, 1, few * 1.5);
    }

    private static double BytesPerCall(int calls)
    {
        var reply = Replies.Answer();
        var world = new World(
            Plans.OfLab(calls, new QuotaSettings { Unlimited = true }), _ => reply, new RunSettings { Seed = 1 });
        var before = GC.GetAllocatedBytesForCurrentThread();
        world.Run();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(calls, world.Calls.Count);
        return bytes / (double)calls;
    }
}
