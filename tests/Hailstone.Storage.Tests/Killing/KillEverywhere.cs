using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Storage.Tests.Killing;

/// <summary>
/// A run is killed at a chosen moment, and once more while it goes on, then goes on to its end. Whatever the moment:
/// every trial ends once, nothing settled is asked again, and the books agree with what the provider itself counted.
/// </summary>
/// <remarks>
/// Answers that come in together share a commit, so that a late point may not be reached before the run is over.
/// CI takes a sample of the points; <c>eng/kill.sh</c> takes every one of the first 250 commits, and a question out and
/// an answer come in at each fifth.
/// </remarks>
public abstract class KillEverywhere : IAsyncDisposable
{
    private const int Items = 12;
    private const int LastPoint = 250;
    private const int HeadsEach = 5;
    private const int Told = 50;
    private const int DiedOfKill = 137;

    private readonly TemporaryFolder _folder = new();

    // `all`, or the first of the commits and the last: 1-100.
    private static string? Asked => Environment.GetEnvironmentVariable("HAILSTONE_KILL");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_trial_ends_once_nothing_is_paid_twice_and_the_books_agree()
    {
        var points = Asked is { } range ? Points(range) : Sample;
        var (number, held) = (0, 0);
        await Parallel.ForEachAsync(
            points,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Token },
            async (point, _) =>
            {
                await HoldsAsync(point, Interlocked.Increment(ref number));
                if (Interlocked.Increment(ref held) % Told == 0)
                    TestContext.Current.SendDiagnosticMessage("{0} points held", held);
            });
    }

    /// <summary>The points that CI takes.</summary>
    private protected abstract IReadOnlyList<KillPoint> Sample { get; }

    /// <summary>Where an empty ledger can be made.</summary>
    /// <param name="folder">A folder that is gone after the test.</param>
    /// <param name="number">A number of its own.</param>
    protected abstract Task<string> PlaceAsync(TemporaryFolder folder, int number);

    private static IEnumerable<KillPoint> Points(string range)
    {
        var ends = range == "all" ? [1, LastPoint] : range.Split('-').Select(int.Parse).ToArray();
        return Enumerable.Range(ends[0], 1 + ends[1] - ends[0]).SelectMany(count => Enum.GetValues<KillMoment>()
            .Where(moment => moment is KillMoment.BeforeCommit or KillMoment.AfterCommit || count % HeadsEach == 1)
            .Select(moment => new KillPoint(moment, count)));
    }

    private async Task HoldsAsync(KillPoint point, int number)
    {
        // As many as it takes to reach the point, and some that are still to be asked then.
        var items = Asked is null ? Items : Items + point.Count;
        var place = await PlaceAsync(_folder, number);
        await using var simulator = await SimulatorServer.StartAsync(
            new SimulatorOptions { AnyModel = new ModelOptions { Latency = LatencyOptions.None } },
            0,
            TimeProvider.System,
            Token);
        // While it goes on it is killed again, at a moment of another kind that its number chooses.
        var second = new KillPoint((KillMoment)((int)(point.Moment + 1) % 4), 1 + point.Count % 5);

        var first = await RunAsync(place, simulator.Address, items, point);
        var again = first == 0 ? 0 : await RunAsync(place, simulator.Address, items, second);
        var last = again == 0 ? 0 : await RunAsync(place, simulator.Address, items, KillPoint.Never);

        Assert.True(first is DiedOfKill || (first == 0 && point.Count > items / 3), $"{point}: exit {first}");
        Assert.Contains(again, new[] { 0, DiedOfKill });
        Assert.Equal(0, last);
        await using var ledger = await ChildProcess.OpenAsync(place, _folder.Of(), Token);
        var facts = await ledger.ReadAsync(MortalRun.Run, Token).ToListAsync(Token);
        Check(facts, simulator.Stats, items, $"killed at {point}, then at {second}");
    }

    private static void Check(List<Fact> facts, SimulatorStats books, int items, string when)
    {
        var ends = facts.OfType<TrialEnded>().ToList();
        Assert.True(
            Enumerable.Range(0, items).SequenceEqual(ends.Select(end => end.Trial).Order()),
            $"{when}: not every trial ended once");

        var settled = new HashSet<int>();
        foreach (var fact in facts)
        {
            if (fact is TrialEnded ended)
                settled.Add(ended.Trial);
            if (fact is AttemptStarted started)
                Assert.False(settled.Contains(started.Trial), $"{when}: trial {started.Trial} was asked again");
        }

        var begun = facts.OfType<AttemptStarted>().Select(started => started.Attempt).ToList();
        var done = facts.OfType<AttemptEnded>().ToList();
        Assert.True(
            begun.Order().SequenceEqual(done.Select(ended => ended.Attempt).Order()), $"{when}: an attempt is open");
        var reported = done.Where(ended => ended.CostStatus == CostStatus.Reported).ToList();
        var unknown = done.Count(ended => ended.CostStatus == CostStatus.Unknown);
        var tokens = reported.Sum(ended => (ended.Usage!.Input ?? 0) + (ended.Usage.Output ?? 0));
        var odd = done.Except(reported).Where(ended => ended.CostStatus != CostStatus.Unknown);
        Assert.True(!odd.Any(), $"{when}: {string.Join("; ", odd)}");
        // What the provider charged is what we know, and of what we do not know each call at most once.
        InRange(books.BilledCalls, reported.Count, reported.Count + unknown, when, "billed calls");
        InRange(books.Requests, books.BilledCalls, begun.Count, when, "requests");
        var isAllKnown = books.BilledCalls == reported.Count;
        InRange(tokens, isAllKnown ? books.BilledTokens : 1, books.BilledTokens - (isAllKnown ? 0 : 1), when, "tokens");
        // Nobody was in flight but three: more cannot have been lost in a death.
        InRange(unknown, 0, 6, when, "attempts of unknown cost");
    }

    private static void InRange(long actual, long least, long most, string when, string what) =>
        Assert.True(actual >= least && actual <= most, $"{when}: {actual} {what}, not {least} to {most}");

    private static async Task<int> RunAsync(string place, Uri simulator, int items, KillPoint point)
    {
        using var process = ChildProcess.Start(
            ChildProcess.Mortal,
            place,
            null,
            new Uri(simulator, "v1").AbsoluteUri,
            items.ToString(CultureInfo.InvariantCulture),
            point.ToString());
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }
}
