using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>Sums runs up from the few facts that begin and end them.</summary>
internal sealed class RunStories
{
    private readonly Dictionary<string, int> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RunStarted? Started, Fact Last)> _stories = new(StringComparer.Ordinal);

    /// <summary>Takes the next fact of a run's story.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="fact">The fact.</param>
    public void Add(string run, Fact fact) =>
        _stories[run] = (_stories.GetValueOrDefault(run).Started ?? fact as RunStarted, fact);

    /// <summary>Takes how many different trials of a run ended.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="trials">How many.</param>
    public void Ended(string run, long trials) => _ended[run] = checked((int)trials);

    /// <summary>The runs, the newest first.</summary>
    public IReadOnlyList<RunEntry> NewestFirst() => RunEntry.NewestFirst(
        from story in _stories
        where story.Value.Started is not null
        select RunEntry.Of(story.Key, story.Value.Started, _ended.GetValueOrDefault(story.Key), story.Value.Last));
}
