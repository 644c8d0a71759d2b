using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What ended trials used, each beside the input tokens that were estimated for it.</summary>
internal sealed class UsedTokens
{
    /// <summary>How many trials.</summary>
    public long Count => Usd.Count;

    /// <summary>What they cost, in US dollars.</summary>
    public PairedMoments Usd { get; private set; }

    /// <summary>Input tokens, those that a cache served included.</summary>
    public PairedMoments AllInput { get; private set; }

    /// <summary>Input tokens that count against a quota.</summary>
    public PairedMoments Input { get; private set; }

    /// <summary>Output tokens.</summary>
    public PairedMoments Output { get; private set; }

    /// <summary>Tokens of both kinds that count against a quota.</summary>
    public PairedMoments Tokens { get; private set; }

    /// <summary>How long their attempts took, in seconds.</summary>
    public PairedMoments Seconds { get; private set; }

    /// <summary>Input tokens as counted over as estimated; null where nobody counted.</summary>
    public double? InputFactor => AllInput is { MeanX: > 0, MeanY: > 0 } ? AllInput.MeanY / AllInput.MeanX : null;

    /// <summary>A trial ended.</summary>
    public void Add(OpenTrial trial)
    {
        Usd = Usd.With(trial.Estimated, (double)trial.Usd);
        Input = Input.With(trial.Estimated, trial.Input);
        Output = Output.With(trial.Estimated, trial.Output);
        Seconds = Seconds.With(trial.Estimated, trial.Seconds);
        Tokens = Tokens.With(trial.Estimated, trial.Input + trial.Output);
        // Who failed, or tells no tokens, says nothing of how they are counted.
        if (trial.AllInput > 0)
            AllInput = AllInput.With(trial.Estimated * trial.Counts, trial.AllInput);
    }
}
