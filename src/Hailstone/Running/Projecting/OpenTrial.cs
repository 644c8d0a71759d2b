using Hailstone.Ledger;

namespace Hailstone.Running.Projecting;

/// <summary>A trial that has been sent and has not ended, with what its attempts used so far.</summary>
/// <param name="category">The index of its item's category.</param>
/// <param name="estimated">The input tokens that were estimated for it.</param>
internal sealed class OpenTrial(int category, double estimated)
{
    /// <summary>The index of its item's category.</summary>
    public int Category { get; } = category;

    /// <summary>The input tokens that were estimated for it.</summary>
    public double Estimated { get; } = estimated;

    /// <summary>Whether it stands in the order of sending.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether it has ended without having been asked to its end: it tells nothing of the others.</summary>
    public bool IsNoAnswer { get; set; }

    /// <summary>What it cost, in US dollars, as far as it is known.</summary>
    public decimal Usd { get; private set; }

    /// <summary>Input tokens, those that a cache served included.</summary>
    public long AllInput { get; private set; }

    /// <summary>Input tokens that count against a quota.</summary>
    public long Input { get; private set; }

    /// <summary>Output tokens.</summary>
    public long Output { get; private set; }

    /// <summary>How long its attempts took together, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>How many attempts told their input tokens.</summary>
    public int Counts { get; private set; }

    /// <summary>An attempt ended.</summary>
    public void Add(AttemptEnded ended, bool readsAreFree)
    {
        Usd += ended.CostUsd ?? 0;
        Seconds += ended.Stamps?.Closed.TotalSeconds ?? 0;
        if (ended.Usage is not { } usage)
            return;
        Output += usage.Output ?? 0;
        if (usage.Input is not { } input)
            return;
        Counts++;
        AllInput += input;
        Input += input - (readsAreFree ? usage.CacheRead ?? 0 : 0);
    }
}
