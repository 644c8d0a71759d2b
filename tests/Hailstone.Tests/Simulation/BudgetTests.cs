using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>Budgets, held to the book of a provider that bills by its own count.</summary>
public sealed class BudgetTests
{
    private const string Luna = "gpt-6-luna";
    private static readonly decimal WorstUsd = Book.WorstUsd(Luna);
    private static readonly decimal BudgetUsd = 10 * WorstUsd;

    [Fact]
    public void B14_Sixty_four_at_once_never_pass_a_budget_for_ten_calls_by_the_providers_own_book()
    {
        foreach (var seed in Seeds.Few(1000))
        {
            var book = new Book(seed);
            var world = Run(seed, book);

            Assert.True(book.BilledUsd <= BudgetUsd, Said(seed, $"billed {book.BilledUsd} of {BudgetUsd}"));
            Assert.True(world.Ended == EndReason.Budget, Said(seed, $"ended {world.Ended}"));
            Assert.True(world.Calls.Count >= 10, Said(seed, $"{world.Calls.Count} calls"));
        }
    }

    [Fact]
    public void B13_Killed_and_resumed_a_budget_still_holds_by_the_providers_own_book()
    {
        foreach (var seed in Seeds.Few(200))
        {
            var book = new Book(seed);
            var died = Run(seed, book, factsAtMost: 5 + (seed % 60));
            Run(seed, book, before: died.Facts);

            Assert.True(book.BilledUsd <= BudgetUsd, Said(seed, $"billed {book.BilledUsd} of {BudgetUsd}"));
        }
    }

    [Fact]
    public void A_provider_that_bills_more_than_is_possible_gets_nothing_more_once_that_is_known()
    {
        foreach (var seed in Seeds.Few(200))
        {
            var book = new Book(seed, factor: 3);
            var world = Run(seed, book);

            // What was out when it came to light may pass the budget; nothing leaves after it.
            var known = world.Facts.FindIndex(fact => fact is AttemptEnded { CostUsd: { } usd } && usd > WorstUsd);
            var spentUsd = world.Facts.Take(known + 1).OfType<AttemptEnded>().Sum(ended => ended.CostUsd ?? WorstUsd);
            var stillOut = world.Facts.Take(known + 1).OfType<AttemptStarted>().Count()
                - world.Facts.Take(known + 1).OfType<AttemptEnded>().Count();
            var laterCalls = world.Facts.Skip(known + 1).OfType<AttemptStarted>().Count();
            Assert.True(known >= 0, Said(seed, "no call was dearer than possible"));
            Assert.True(
                laterCalls == 0 || spentUsd + (stillOut * WorstUsd) <= BudgetUsd,
                Said(seed, $"{laterCalls} calls after {spentUsd} and {stillOut} out"));
            Assert.True(book.BilledUsd <= 3 * BudgetUsd, Said(seed, $"billed {book.BilledUsd}"));
        }
    }

    [Fact]
    public void Each_share_is_warned_of_once_and_not_again_when_the_run_goes_on()
    {
        foreach (var seed in Seeds.Few(100))
        {
            var book = new Book(seed);
            var died = Run(seed, book, factsAtMost: 5 + (seed % 60));
            var resumed = Run(seed, book, before: died.Facts);

            decimal[] shares = [.. died.Warnings.Concat(resumed.Warnings).Select(warning => warning.Share)];
            Assert.True(shares.SequenceEqual([0.5m, 0.8m]), Said(seed, string.Join(' ', shares)));
            Assert.All(resumed.Warnings, warning => Assert.InRange(
                warning.SpentUsd, warning.Share * BudgetUsd, BudgetUsd));
        }
    }

    private static World Run(
        int seed, Book book, int factsAtMost = int.MaxValue, IEnumerable<Fact>? before = null) =>
        new World(
            Plans.Of(200, new BudgetSettings(BudgetUsd, [0.8m, 0.5m]), null, Luna),
            book.Answer,
            new RunSettings { InFlight = 64, Seed = seed },
            before).Run(factsAtMost);

    private static string Said(int seed, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} (seed {seed})");
}
