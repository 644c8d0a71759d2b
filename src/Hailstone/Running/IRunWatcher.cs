using Hailstone.Ledger;

namespace Hailstone.Running;

/// <summary>Watches a run. Called from the run's own loop: it must be quick, and cannot change anything.</summary>
public interface IRunWatcher
{
    /// <summary>A fact was kept.</summary>
    /// <param name="fact">The fact.</param>
    void Kept(Fact fact);

    /// <summary>A fact was read that had been kept before: by an earlier process, or by the preflight.</summary>
    /// <param name="fact">The fact.</param>
    void Read(Fact fact)
    {
    }

    /// <summary>The run moved on.</summary>
    /// <param name="status">Where it stands.</param>
    void Moved(RunStatus status);

    /// <summary>A share of a budget is spent at which the run was to warn: each is told once in a run.</summary>
    /// <param name="warning">Which.</param>
    void Warned(BudgetWarning warning)
    {
    }
}
