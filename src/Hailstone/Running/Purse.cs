using Hailstone.Ledger;
using Hailstone.Planning;

namespace Hailstone.Running;

/// <summary>The money of a run: that of the whole, and that of each target which has a most of its own.</summary>
internal sealed class Purse
{
    private readonly Plan _plan;
    private readonly Money _ofRun;
    private readonly Money?[] _ofTarget;

    public Purse(Plan plan)
    {
        _plan = plan;
        var warnAt = plan.Suite.Budget?.WarnAt ?? [];
        _ofRun = new Money(plan.Suite.Budget?.Usd, warnAt);
        _ofTarget = [.. plan.Targets.Select(planned => planned.Target is { BudgetUsd: { } usd, Id: var id }
            ? new Money(usd, warnAt, id)
            : null)];
    }

    /// <summary>Shares of budgets that have been reached and not been told yet; whoever tells them takes them out.
    /// </summary>
    public List<BudgetWarning> Reached { get; } = [];

    /// <summary>A target's own money; null where it has no most of its own.</summary>
    public Money? OfTarget(int target) => _ofTarget[target];

    /// <summary>Whether a worst case still fits into what the run may spend.</summary>
    public bool Fits(decimal? worstUsd) => _ofRun.Fits(worstUsd);

    /// <summary>Whether a worst case still fits into what a target may spend.</summary>
    public bool FitsTarget(int target, decimal? worstUsd) => _ofTarget[target]?.Fits(worstUsd) ?? true;

    /// <summary>Sets an attempt's worst case aside.</summary>
    public void Reserve(AttemptStarted started)
    {
        _ofRun.Reserve(started.Attempt, started.ReservedUsd);
        OfTrial(started.Trial)?.Reserve(started.Attempt, started.ReservedUsd);
    }

    /// <summary>Replaces what was set aside for an attempt by what it cost.</summary>
    public void Settle(AttemptEnded ended)
    {
        // What a broken answer cost is a guess at the likely, and a budget holds by the worst.
        var usd = ended is { Failure: not null, CostStatus: CostStatus.Estimated } ? null : ended.CostUsd;
        Settle(_ofRun, ended.Attempt, usd);
        if (OfTrial(ended.Trial) is { } money)
            Settle(money, ended.Attempt, usd);
    }

    private void Settle(Money money, int attempt, decimal? usd)
    {
        money.Settle(attempt, usd);
        while (money.Reached() is { } warning)
            Reached.Add(warning);
    }

    private Money? OfTrial(int trial) => _ofTarget[_plan.TrialOf(trial).Target];
}
