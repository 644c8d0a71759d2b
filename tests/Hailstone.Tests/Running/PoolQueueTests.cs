using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Running;
using Hailstone.Tests.Simulation;
using Xunit;

namespace Hailstone.Tests.Running;

/// <summary>Which trial of a pool goes next.</summary>
public sealed class PoolQueueTests
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);
    private readonly Plan _plan = Plans.Of(100, "gpt-6-luna");
    private readonly TargetQueue _target;
    private readonly PoolQueue _queue;

    public PoolQueueTests()
    {
        _target = new TargetQueue(0, _plan.Targets[0]) { IsOpen = true, Unsettled = 100 };
        _queue = Queue(_target, keepsOrder: false);
    }

    [Fact]
    public void The_longest_expected_goes_first_among_the_next_few()
    {
        Fill("short", 0, 20);
        Fill("long", 20, 40);
        Fill("longest", 40, 60);
        _target.Took("short", TimeSpan.FromSeconds(1));
        _target.Took("long", TimeSpan.FromSeconds(10));
        _target.Took("longest", TimeSpan.FromSeconds(100));

        // Of the 32 next, four times eight in flight, those from the twentieth on take longest.
        Assert.Equal(20, Next()!.Value.Lane!.NextPlace);
    }

    [Fact]
    public void The_order_of_the_plan_is_kept_where_it_must_be()
    {
        var strict = Queue(_target, keepsOrder: true);
        Fill("short", 0, 20);
        Fill("long", 20, 40);
        _target.Took("short", TimeSpan.FromSeconds(1));
        _target.Took("long", TimeSpan.FromSeconds(10));
        TimeSpan? wakeAt = null;

        Assert.Equal(0, strict.Next(Now, false, ref wakeAt)!.Value.Lane!.NextPlace);
    }

    [Fact]
    public void Retries_that_are_due_go_first_but_never_two_in_a_row_while_a_fresh_one_waits()
    {
        Fill(null, 0, 2);
        for (var trial = 50; trial < 54; trial++)
            _target.AddRetry(trial, Now, Now);

        var order = new List<bool>();
        while (Next() is { } next)
        {
            order.Add(next.Lane is null);
            if (next.Lane is { } lane)
                _target.TakeFresh(lane, Now);
            else
                _target.TakeRetry(next.IsLast);
            _queue.Sent(next);
        }

        Assert.Equal([true, false, true, false, true, true], order);
    }

    [Fact]
    public void What_may_break_the_server_goes_last_and_alone()
    {
        Fill(null, 0, 1);
        _target.AddRetry(7, Now, Now, isLast: true);
        _target.AddRetry(8, Now, Now, isLast: true);

        _target.TakeFresh(Next()!.Value.Lane!, Now);
        var last = Next()!.Value;
        Assert.True(last.IsLast);
        Assert.Equal(7, _target.PeekRetry(isLast: true));
        _target.TakeRetry(isLast: true);
        _queue.Sent(last);

        Assert.Null(Next());
    }

    private static PoolQueue Queue(TargetQueue target, bool keepsOrder)
    {
        var queue = new PoolQueue(
            new Pool("pool", ChargeRule.Unknown, null, null), new Credential("openai"))
        {
            KeepsOrder = keepsOrder,
        };
        queue.Add(target);
        return queue;
    }

    private void Fill(string? category, int from, int to)
    {
        for (var place = from; place < to; place++)
            _target.LaneOf(category).Add(place);
    }

    private Next? Next()
    {
        TimeSpan? wakeAt = null;
        return _queue.Next(Now, false, ref wakeAt);
    }
}
