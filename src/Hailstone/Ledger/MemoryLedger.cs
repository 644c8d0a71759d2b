using System.Globalization;
using System.Runtime.CompilerServices;
using Hailstone.Scoring;

namespace Hailstone.Ledger;

/// <summary>A ledger that lives as long as its process: for tests, and for runs in virtual time.</summary>
public sealed class MemoryLedger : ILedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Story> _stories = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task AppendAsync(
        string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies, CancellationToken cancellation)
    {
        RunId.ThrowIfInvalid(run);
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var story = _stories.GetValueOrDefault(run) ?? new Story();
            var keys = bodies.Select(body => (body.Kind, body.Attempt)).ToList();
            if (keys.Exists(story.Bodies.ContainsKey) || keys.Distinct().Count() < keys.Count)
                throw new LedgerException(Text(LedgerMessages.BodyTwice, run));
            story.Facts.AddRange(facts);
            foreach (var body in bodies)
                story.Bodies.Add((body.Kind, body.Attempt), body);
            _stories[run] = story;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string run, int skip, CancellationToken cancellation) =>
        FactsAsync(run, facts => facts.Skip(skip), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> OutlineAsync(string run, CancellationToken cancellation) =>
        FactsAsync(
            run,
            facts => facts.Where(fact => fact is not (AttemptStarted or AttemptEnded or TrialEnded)),
            cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Body> BodiesAsync(
        string run, BodyKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var body in Of(run, story => story.Bodies.Values.Where(body => body.Kind == kind).ToArray()))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return body;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
            return Task.FromResult(RunEntry.NewestFirst(_stories.Select(Entry).OfType<RunEntry>()));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static RunEntry? Entry(KeyValuePair<string, Story> run)
    {
        var facts = run.Value.Facts;
        return facts.OfType<RunStarted>().FirstOrDefault() is { } started
            ? RunEntry.Of(
                run.Key,
                started,
                Ended(facts),
                facts.Last(fact => fact is RunStarted or RunResumed or RunEnded))
            : null;
    }

    // A retry opens again what had failed or was not run.
    private static int Ended(List<Fact> facts)
    {
        var retry = facts.FindLastIndex(fact => fact is RunResumed { RetriesFailed: true });
        return facts.Select((fact, place) => (End: fact as TrialEnded, Place: place))
            .Where(one => one.End is not null)
            .GroupBy(one => one.End!.Trial, (_, ends) => ends.Last())
            .Count(last => last.Place > retry || last.End!.Outcome is not (Outcome.Failed or Outcome.NotRun));
    }

    private static string Text(string message, string run) =>
        string.Format(CultureInfo.InvariantCulture, message, run);

    private async IAsyncEnumerable<Fact> FactsAsync(
        string run,
        Func<IEnumerable<Fact>, IEnumerable<Fact>> part,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var fact in Of(run, story => part(story.Facts).ToArray()))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return fact;
        }
    }

    private T[] Of<T>(string run, Func<Story, T[]> part)
    {
        lock (_lock)
            return _stories.TryGetValue(run, out var story) ? part(story) : [];
    }

    private sealed class Story
    {
        public List<Fact> Facts { get; } = [];

        public SortedDictionary<(BodyKind Kind, int Attempt), Body> Bodies { get; } = [];
    }
}
