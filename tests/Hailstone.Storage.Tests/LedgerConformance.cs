using CsCheck;
using Hailstone.Ledger;
using Hailstone.Tests.Ledger;
using Xunit;

namespace Hailstone.Storage.Tests;

/// <summary>What every ledger must do.</summary>
public abstract class LedgerConformance : IAsyncLifetime
{
    /// <summary>Texts that break what is careless with text; none of them holds half a surrogate pair.</summary>
    private static readonly string[] Hostile =
    [
        "'; drop table fact; --", "\"quoted\" \\ {\"kind\":\"run_ended\"}", "a\0b", "\u202Eright to left\u200F",
        "🧊🇰🇷👩‍🚀",
        "\u001b[31m\r\n\t", "한글 e\u0301 \uFFFD \uFEFF", "",
    ];

    private ILedger? _ledger;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ILedger Ledger => _ledger ?? throw new InvalidOperationException("not opened");

    public async ValueTask InitializeAsync() => _ledger = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_kind_of_fact_comes_back_with_every_field()
    {
        Fact[] facts = [.. FactExamples.Full, .. FactExamples.Bare];

        await Ledger.AppendAsync("r1", facts, [], Token);

        Assert.Equal(facts.Select(FactText.Of), (await FactsAsync("r1")).Select(FactText.Of));
    }

    [Fact]
    public async Task An_outline_leaves_out_what_is_of_attempts_and_trials_alone()
    {
        Fact[] facts = [.. FactExamples.Full, .. FactExamples.Bare];
        await Ledger.AppendAsync("r1", facts, [], Token);
        await Ledger.AppendAsync("r2", [Started(1)], [], Token);

        var outline = await Ledger.OutlineAsync("r1", Token).ToListAsync(Token);

        Assert.Equal(
            facts.Where(fact => fact is not (AttemptStarted or AttemptEnded or TrialEnded)).Select(FactText.Of),
            outline.Select(FactText.Of));
        Assert.Empty(await Ledger.OutlineAsync("r2", Token).ToListAsync(Token));
        Assert.Empty(await Ledger.OutlineAsync("'; drop table fact", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Facts_that_are_known_can_be_passed_over()
    {
        await Ledger.AppendAsync("r1", [Started(1), Started(2), Started(3)], [], Token);

        Assert.Equal([Started(3)], await Ledger.ReadAsync("r1", 2, Token).ToListAsync(Token));
        Assert.Empty(await Ledger.ReadAsync("r1", 3, Token).ToListAsync(Token));
        await Ledger.AppendAsync("r1", [Started(4)], [], Token);
    }

    [Fact]
    public async Task Facts_come_back_in_the_order_of_their_appending_however_they_were_batched()
    {
        var run = 0;
        await Gen.Int[0, 40].Array[0, 12].SampleAsync(
            async sizes =>
            {
                var id = $"run-{Interlocked.Increment(ref run)}";
                var facts = Enumerable.Range(1, sizes.Sum()).Select(Started).ToList();
                var from = 0;
                foreach (var size in sizes)
                {
                    await Ledger.AppendAsync(id, facts.GetRange(from, size), [], Token);
                    from += size;
                }

                return facts.SequenceEqual(await FactsAsync(id));
            },
            iter: 30);
    }

    [Fact]
    public async Task Runs_do_not_mix()
    {
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            var run = attempt % 2 == 0 ? "even" : "odd";
            await Ledger.AppendAsync(run, [Started(attempt)], [Answer(attempt, "x")], Token);
        }

        Assert.All((await FactsAsync("even")).Cast<AttemptStarted>(), fact => Assert.Equal(0, fact.Attempt % 2));
        Assert.All(await BodiesAsync("odd", BodyKind.Answer), body => Assert.Equal(1, body.Attempt % 2));
        Assert.Equal(10, (await FactsAsync("odd")).Count);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_and_the_next_one_works()
    {
        await Ledger.AppendAsync("r1", [Started(1)], [Answer(1, "kept")], Token);

        await Assert.ThrowsAsync<LedgerException>(() => Ledger.AppendAsync(
            "r1", [Started(2), Started(3)], [Answer(2, "lost"), Answer(1, "again")], Token));
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.AppendAsync(
            "r1", [Started(2)], [Answer(2, "twice"), Answer(2, "in one batch")], Token));
        await Ledger.AppendAsync("r1", [Started(4)], [Answer(4, "next")], Token);

        Assert.Equal([1, 4], (await FactsAsync("r1")).Cast<AttemptStarted>().Select(fact => fact.Attempt));
        Assert.Equal([Answer(1, "kept"), Answer(4, "next")], await BodiesAsync("r1", BodyKind.Answer));
    }

    [Fact]
    public async Task Bodies_come_back_by_kind_and_by_attempt()
    {
        var longText = string.Concat(Enumerable.Repeat("the same words again and again, ", 4000));
        Body[] bodies =
        [
            new(2, BodyKind.Answer, longText), new(1, BodyKind.Answer, "1"), new(1, BodyKind.Request, "{}"),
            new(3, BodyKind.RawResponse, "<html>"), new(10, BodyKind.Answer, ""),
        ];

        await Ledger.AppendAsync("r1", [], bodies, Token);

        Assert.Equal([bodies[1], bodies[0], bodies[4]], await BodiesAsync("r1", BodyKind.Answer));
        Assert.Equal([bodies[2]], await BodiesAsync("r1", BodyKind.Request));
        Assert.Equal([bodies[3]], await BodiesAsync("r1", BodyKind.RawResponse));
    }

    [Fact]
    public async Task A_run_that_is_not_there_has_nothing()
    {
        await Ledger.AppendAsync("r1", [Started(1)], [Answer(1, "x")], Token);

        foreach (var run in Hostile.Append("r2").Append("\uD83D"))
        {
            Assert.Empty(await FactsAsync(run));
            Assert.Empty(await BodiesAsync(run, BodyKind.Answer));
        }
    }

    [Fact]
    public async Task An_id_that_could_do_harm_is_refused_and_nothing_is_written()
    {
        foreach (var run in Hostile.Append("\uD83D").Append("../up"))
            await Assert.ThrowsAsync<ArgumentException>(() => Ledger.AppendAsync(run, [Start("s", 0)], [], Token));

        Assert.Empty(await Ledger.RunsAsync(Token));
    }

    [Fact]
    public async Task Hostile_texts_come_back_as_they_were()
    {
        var facts = Hostile.Select(Stopped).ToList();
        var bodies = Hostile.Select((text, index) => Answer(index, text)).ToList();

        await Ledger.AppendAsync("r1", facts, bodies, Token);
        await Ledger.AppendAsync("r2", Hostile.Select(text => Start(text, 0)).ToList(), [], Token);

        Assert.Equal(facts, await FactsAsync("r1"));
        Assert.Equal(bodies, await BodiesAsync("r1", BodyKind.Answer));
        Assert.Equal(Hostile[0], Assert.Single(await Ledger.RunsAsync(Token)).Suite);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_alters_nothing_beside_it()
    {
        Fact[] facts = [Stopped("before"), Stopped("a\uD83Db"), Stopped("\uDE00"), Stopped("after")];

        await Ledger.AppendAsync("r1", facts, [Answer(1, "a\uD83Db"), Answer(2, "whole")], Token);

        var reasons = (await FactsAsync("r1")).Cast<TargetStopped>().Select(fact => fact.Reason).ToList();
        Assert.Equal(["before", "after"], [reasons[0], reasons[3]]);
        Assert.Matches("^a.b$", reasons[1]);
        var bodies = await BodiesAsync("r1", BodyKind.Answer);
        Assert.Matches("^a.b$", bodies[0].Text);
        Assert.Equal("whole", bodies[1].Text);
    }

    [Fact]
    public async Task Runs_are_listed_the_newest_first_by_the_instant_at_which_they_began()
    {
        await Ledger.AppendAsync("b-old", [Start("old", 1)], [], Token);
        await Ledger.AppendAsync("a-new", [Start("new", 3)], [], Token);
        // Half past six in Seoul is before noon in London, whatever the digits say.
        var seoul = Start("seoul", 2);
        await Ledger.AppendAsync("c-mid", [seoul with { At = seoul.At.ToOffset(TimeSpan.FromHours(9)) }], [], Token);
        await Ledger.AppendAsync("d-mid", [seoul], [], Token);
        await Ledger.AppendAsync("nameless", [Started(1)], [], Token);

        Assert.Equal(["a-new", "d-mid", "c-mid", "b-old"], (await Ledger.RunsAsync(Token)).Select(run => run.Run));
    }

    [Fact]
    public async Task A_run_is_summed_up_and_a_trial_that_ended_twice_counts_once()
    {
        var start = Start("시장", 0);
        await Ledger.AppendAsync("r1", [start, Ended(0), Ended(5), Ended(0)], [], Token);

        var run = Assert.Single(await Ledger.RunsAsync(Token));

        var trials = start.Items.Count * start.Targets.Count * start.Repeats;
        Assert.Equal(new RunEntry("r1", "시장", start.At, trials, 2, null, true), run);
    }

    [Fact]
    public async Task What_a_retry_opened_again_counts_once_it_ends_again()
    {
        await Ledger.AppendAsync(
            "r1",
            [
                Start("s", 0), Ended(0), Ended(1), Ended(2, Scoring.Outcome.NotRun), Ended(3, Scoring.Outcome.Scored),
                new RunEnded { At = Clock(4), Because = EndReason.Complete },
            ],
            [],
            Token);
        Assert.Equal(4, await EndsCountedAsync());

        await Ledger.AppendAsync(
            "r1", [new RunResumed { At = Clock(5), Version = "1", RetriesFailed = true }, Ended(1)], [], Token);
        Assert.Equal(2, await EndsCountedAsync());

        await Ledger.AppendAsync("r1", [new RunResumed { At = Clock(6), Version = "1" }, Ended(0)], [], Token);
        Assert.Equal(3, await EndsCountedAsync());
    }

    [Fact]
    public async Task Why_a_run_ended_is_forgotten_while_it_goes_on()
    {
        await Ledger.AppendAsync("r1", [Start("s", 0)], [], Token);
        Assert.Null(await BecauseAsync());

        await Ledger.AppendAsync("r1", [new RunEnded { At = Clock(1), Because = EndReason.Budget }], [], Token);
        Assert.Equal(EndReason.Budget, await BecauseAsync());

        await Ledger.AppendAsync("r1", [new RunResumed { At = Clock(2), Version = "1" }, Ended(1)], [], Token);
        Assert.Null(await BecauseAsync());

        await Ledger.AppendAsync("r1", [new RunEnded { At = Clock(3), Because = EndReason.Complete }], [], Token);
        Assert.Equal(EndReason.Complete, await BecauseAsync());
    }

    [Fact]
    public async Task Readers_see_whole_batches_while_a_writer_writes()
    {
        const int Batch = 7;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(ReadUntilStoppedAsync, Token)).ToList();

        for (var batch = 0; batch < 60; batch++)
        {
            var facts = Enumerable.Range(1 + batch * Batch, Batch).Select(Started).ToList();
            await Ledger.AppendAsync("r1", facts, [Answer(batch, "x")], Token);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), seen => Assert.InRange(seen, 0, 60 * Batch));
        Assert.Equal(60 * Batch, (await FactsAsync("r1")).Count);

        async Task<int> ReadUntilStoppedAsync()
        {
            var last = 0;
            while (!stop.IsCancellationRequested)
            {
                var facts = await FactsAsync("r1");
                Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => ((AttemptStarted)fact).Attempt));
                Assert.Equal(0, facts.Count % Batch);
                Assert.InRange(facts.Count, last, int.MaxValue);
                last = facts.Count;
            }

            return last;
        }
    }

    [Fact]
    public async Task Appends_from_many_threads_are_each_kept_whole()
    {
        await Parallel.ForAsync(0, 40, Token, async (writer, token) =>
            await Ledger.AppendAsync("r1", [Started(writer), Started(writer), Started(writer)], [], token));

        var attempts = (await FactsAsync("r1")).Cast<AttemptStarted>().Select(fact => fact.Attempt).ToList();
        Assert.Equal(120, attempts.Count);
        Assert.All(attempts.Chunk(3), batch => Assert.Single(batch.Distinct()));
    }

    [Fact]
    public async Task Who_gives_up_before_an_append_has_written_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ledger.AppendAsync("r1", [Started(1)], [], cancelled.Token));

        Assert.Empty(await FactsAsync("r1"));
    }

    protected static AttemptStarted Started(int attempt) =>
        new() { At = Clock(attempt), Attempt = attempt, Trial = attempt, Purpose = Purpose.Ask, ReservedUsd = 0.01m };

    protected static Body Answer(int attempt, string text) => new(attempt, BodyKind.Answer, text);

    protected static DateTimeOffset Clock(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    protected static RunStarted Start(string suite, int hour) =>
        ((RunStarted)FactExamples.Full[0]) with { Suite = suite, At = Clock(hour * 3600) };

    protected Task<List<Fact>> FactsAsync(string run) => FactsAsync(Ledger, run);

    protected static async Task<List<Fact>> FactsAsync(ILedger ledger, string run) =>
        await ledger.ReadAsync(run, Token).ToListAsync(Token);

    /// <summary>Opens an empty ledger.</summary>
    protected abstract Task<ILedger> OpenAsync();

    /// <summary>Removes what the ledger left behind.</summary>
    protected virtual ValueTask CleanAsync() => ValueTask.CompletedTask;

    private static TargetStopped Stopped(string text) =>
        new() { At = Clock(0), Target = 1, Reason = text, Mend = text };

    private static TrialEnded Ended(int trial, Scoring.Outcome outcome = Scoring.Outcome.Failed) =>
        new() { At = Clock(trial), Trial = trial, Outcome = outcome, Explain = "" };

    private async Task<int> EndsCountedAsync() => Assert.Single(await Ledger.RunsAsync(Token)).Ended;

    private async Task<List<Body>> BodiesAsync(string run, BodyKind kind) =>
        await Ledger.BodiesAsync(run, kind, Token).ToListAsync(Token);

    private async Task<EndReason?> BecauseAsync() => Assert.Single(await Ledger.RunsAsync(Token)).Because;
}
