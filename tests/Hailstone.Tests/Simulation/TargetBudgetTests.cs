using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>Budgets of single targets, held to the book of a provider that bills by its own count.</summary>
public sealed class TargetBudgetTests
{
    private const string Luna = "gpt-6-luna";
    private const string Mini = "gpt-4.1-mini";
    private const string Unpriced = "lab/model";
    private const int Items = 40;

    private static readonly decimal LunaUsd = 10 * Book.WorstUsd(Luna);
    private static readonly decimal MiniUsd = 3.5m * Book.WorstUsd(Mini);
    private static readonly BudgetSettings NoneForAll = new(null, [0.8m, 0.5m]);

    [Fact]
    public void Sixty_four_at_once_never_pass_a_targets_budget_and_the_others_run_on()
    {
        var plan = Plans.Of(
            Items, NoneForAll, Plans.Target(Luna, LunaUsd), Plans.Target(Mini, MiniUsd), Plans.Target(Unpriced));
        foreach (var seed in Seeds.Few(1000))
        {
            var book = new Book(seed);
            var world = Run(plan, seed, book);

            Hold(book.BilledOn(Luna) <= LunaUsd, seed, $"{Luna} billed {book.BilledOn(Luna)} of {LunaUsd}");
            Hold(book.BilledOn(Mini) <= MiniUsd, seed, $"{Mini} billed {book.BilledOn(Mini)} of {MiniUsd}");
            Hold(world.Calls.Count(call => call.Target == Luna) >= 10, seed, $"few calls of {Luna}");
            Hold(world.Ended == EndReason.Budget, seed, $"ended {world.Ended}");
            Hold(Stopped(world).Order().SequenceEqual([0, 1]), seed, $"{string.Join(',', Stopped(world))} stopped");
            Hold(Ends(plan, world)[2] == Items, seed, $"{Ends(plan, world)[2]} of {Unpriced} ended");
            Hold(world.Trials.All(trial => trial.Outcome != Outcome.NotRun), seed, "trials ended for want of money");
        }
    }

    [Fact]
    public void An_explicit_cap_holds_the_runs_budget_and_the_targets_and_no_cost_is_made_up()
    {
        const decimal ten = 10 * Book.UnpricedUsd;
        foreach (var (ofRun, ofTarget) in new (decimal?, decimal?)[] { (ten, null), (null, ten) })
        {
            var plan = Plans.Of(
                200, new BudgetSettings(ofRun, []), Plans.Target(Unpriced, ofTarget, Book.UnpricedUsd, cap: null));
            foreach (var seed in Seeds.Few(1000))
            {
                var book = new Book(seed);
                var world = Run(plan, seed, book);

                Hold(book.BilledUsd <= ten, seed, $"billed {book.BilledUsd} of {ten}");
                Hold(world.Ended == EndReason.Budget, seed, $"ended {world.Ended}");
                var asked = world.Facts.OfType<AttemptEnded>().Where(ended => ended.Status != 500).ToList();
                Hold(asked.Count == 10, seed, $"{asked.Count} calls");
                Hold(
                    asked.All(ended => ended is { CostUsd: null, CostStatus: CostStatus.Unknown }), seed,
                    "a cost is known of a model without a price");
            }
        }
    }

    [Fact]
    public void A_run_that_is_cut_after_any_fact_keeps_every_targets_budget_when_it_goes_on()
    {
        var plan = Plans.Of(
            6,
            new BudgetSettings(LunaUsd, []),
            Plans.Target(Luna, 4 * Book.WorstUsd(Luna)),
            Plans.Target(Mini, 1.5m * Book.WorstUsd(Mini)),
            Plans.Target(Unpriced, 2 * Book.UnpricedUsd / 1000, Book.UnpricedUsd / 1000));
        foreach (var seed in Seeds.Few(60))
        {
            for (int facts = 1, all = int.MaxValue; facts < all; facts++)
            {
                var book = new Book(seed);
                var died = Run(plan, seed, book, factsAtMost: facts);
                all = died.Ended is null ? int.MaxValue : died.Facts.Count;
                var resumed = Run(plan, seed, book, before: died.Facts);

                foreach (var target in plan.Targets.Select(planned => planned.Target).SkipLast(1))
                {
                    Hold(
                        book.BilledOn(target.Id) <= target.BudgetUsd, seed,
                        $"cut after {facts}: {target.Id} billed {book.BilledOn(target.Id)} of {target.BudgetUsd}");
                }

                foreach (var (started, ended) in Books(plan, died.Facts.Concat(resumed.Facts)))
                    Hold(started <= ended, seed, $"cut after {facts}: {started} of {ended} set aside or spent");
            }
        }
    }

    [Fact]
    public void A_target_stops_only_when_nothing_of_it_is_out_and_says_why()
    {
        var plan = Plans.Of(Items, NoneForAll, Plans.Target(Luna, LunaUsd), Plans.Target(Mini));
        foreach (var seed in Seeds.Few(200))
        {
            var world = Run(plan, seed, new Book(seed));

            var at = world.Facts.FindIndex(fact => fact is TargetStopped);
            var stopped = (TargetStopped)world.Facts[at];
            var before = world.Facts.Take(at).ToList();
            var luna = before.OfType<AttemptStarted>().Count(start => plan.TrialOf(start.Trial).Target == 0);
            var ended = before.OfType<AttemptEnded>().Count(end => plan.TrialOf(end.Trial).Target == 0);
            Hold(luna == ended, seed, $"{luna - ended} were out");
            Hold(stopped is { Target: 0, OutOfMoney: true, Mend.Length: > 0 }, seed, "another stop");
            Hold(
                stopped.Reason.Contains(LunaUsd.ToString("0.00####", CultureInfo.InvariantCulture), Ordinal), seed,
                stopped.Reason);
        }
    }

    [Fact]
    public void With_more_money_a_stopped_target_goes_on_and_without_it_stops_again_before_a_call()
    {
        BudgetSettings some = new(null, [0.5m]);
        var poor = Plans.Of(Items, some, Plans.Target(Luna, LunaUsd), Plans.Target(Mini));
        var rich = Plans.Of(Items, some, Plans.Target(Luna, 100 * LunaUsd), Plans.Target(Mini));
        foreach (var seed in Seeds.Few(100))
        {
            var book = new Book(seed);
            var first = Run(poor, seed, book);
            var again = Run(poor, seed, book, before: first.Facts);
            var more = Run(rich, seed, book, before: [.. first.Facts, .. again.Facts]);

            Hold(again.Calls.Count == 0 && again.Ended == EndReason.Budget, seed, $"{again.Calls.Count} calls more");
            Hold(Stopped(again).SequenceEqual([0]), seed, "it did not stop again");
            Hold(more.Ended == EndReason.Complete, seed, $"ended {more.Ended}");
            Hold(Stopped(more).Length == 0, seed, "it stopped with money left");
            var ends = first.Trials.Concat(more.Trials).Select(trial => trial.Trial).Order();
            Hold(ends.SequenceEqual(Enumerable.Range(0, rich.Count)), seed, "a trial ended twice, or never");
        }
    }

    [Fact]
    public void A_provider_that_bills_more_than_is_possible_makes_its_own_target_dearer_and_no_other()
    {
        var plan = Plans.Of(Items, NoneForAll, Plans.Target(Luna, LunaUsd), Plans.Target(Mini, MiniUsd));
        foreach (var seed in Seeds.Few(200))
        {
            var (dear, cheap) = (new Book(seed, factor: 3), new Book(seed));
            var world = new World(
                plan,
                call => (call.Target == Luna ? dear : cheap).Answer(call),
                new RunSettings { InFlight = 64, Seed = seed }).Run();

            Hold(dear.BilledUsd <= 3 * LunaUsd, seed, $"billed {dear.BilledUsd} of {LunaUsd}");
            Hold(cheap.BilledUsd <= MiniUsd, seed, $"billed {cheap.BilledUsd} of {MiniUsd}");
            Hold(cheap.BilledUsd + Book.WorstUsd(Mini) > MiniUsd / 3, seed, $"{Mini} spent {cheap.BilledUsd} alone");
            Hold(world.Ended == EndReason.Budget, seed, $"ended {world.Ended}");
        }
    }

    [Fact]
    public void Each_share_of_each_targets_budget_is_warned_of_once()
    {
        var plan = Plans.Of(Items, NoneForAll, Plans.Target(Luna, LunaUsd), Plans.Target(Mini, 2 * MiniUsd));
        foreach (var seed in Seeds.Few(100))
        {
            var book = new Book(seed);
            var died = Run(plan, seed, book, factsAtMost: 5 + (seed % 60));
            var resumed = Run(plan, seed, book, before: died.Facts);

            var warned = died.Warnings.Concat(resumed.Warnings).ToLookup(warning => warning.Target);
            Hold(!warned.Contains(null), seed, "the run has no budget");
            foreach (var target in new[] { Luna, Mini })
            {
                decimal[] shares = [.. warned[target].Select(warning => warning.Share)];
                Hold(shares.SequenceEqual([0.5m, 0.8m]), seed, $"{target}: {string.Join(' ', shares)}");
            }
        }
    }

    [Theory]
    [InlineData(PolicyKind.Fixed)]
    [InlineData(PolicyKind.None)]
    public void A_targets_budget_holds_under_every_policy(PolicyKind policy)
    {
        var plan = Plans.Of(Items, NoneForAll, Plans.Target(Luna, LunaUsd), Plans.Target(Mini, MiniUsd));
        foreach (var seed in Seeds.Few(50))
        {
            var book = new Book(seed);
            var settings = new RunSettings { Policy = PacingPolicy.Of(new PolicySettings(policy)), Seed = seed };
            var world = new World(plan, book.Answer, settings).Run();

            Hold(book.BilledOn(Luna) <= LunaUsd, seed, $"billed {book.BilledOn(Luna)} of {LunaUsd}");
            Hold(book.BilledOn(Mini) <= MiniUsd, seed, $"billed {book.BilledOn(Mini)} of {MiniUsd}");
            Hold(world.Ended is EndReason.Budget or EndReason.Complete, seed, $"ended {world.Ended}");
        }
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static World Run(
        Plan plan, int seed, Book book, int factsAtMost = int.MaxValue, IEnumerable<Fact>? before = null) =>
        new World(plan, book.Answer, new RunSettings { InFlight = 64, Seed = seed }, before).Run(factsAtMost);

    private static int[] Stopped(World world) =>
        [.. world.Facts.OfType<TargetStopped>().Where(fact => fact.OutOfMoney).Select(fact => fact.Target)];

    private static Dictionary<int, int> Ends(Plan plan, World world) =>
        world.Trials.CountBy(trial => plan.TrialOf(trial.Trial).Target).ToDictionary();

    // What is set aside or spent of each target's budget, at its highest, by the facts alone.
    private static IEnumerable<(decimal HighestUsd, decimal? BudgetUsd)> Books(Plan plan, IEnumerable<Fact> facts)
    {
        var (open, now) = (new Dictionary<int, decimal>(), new decimal[plan.Targets.Count]);
        var highest = new decimal[plan.Targets.Count];
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case AttemptStarted started:
                    var target = plan.TrialOf(started.Trial).Target;
                    open[started.Attempt] = started.ReservedUsd!.Value;
                    now[target] += started.ReservedUsd!.Value;
                    highest[target] = Math.Max(highest[target], now[target]);
                    break;
                case AttemptEnded { CostUsd: not null } ended when ended.Failure is null
                    || ended.CostStatus == CostStatus.NotBilled:
                    now[plan.TrialOf(ended.Trial).Target] += ended.CostUsd!.Value - open[ended.Attempt];
                    break;
            }
        }

        return plan.Targets.Select((planned, index) => (highest[index], planned.Target.BudgetUsd));
    }

    private static void Hold(bool holds, int seed, string what) =>
        Assert.True(holds, string.Create(CultureInfo.InvariantCulture, $"{what} (seed {seed})"));
}
