using Hailstone.Ledger;
using Hailstone.Planning;

namespace Hailstone.Running.Preflight;

/// <summary>How a preflight ended.</summary>
public sealed record PreflightResult
{
    /// <summary>What was found, a target each, without those that the catalogue refuses.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The plan, with what providers demanded; its id stays.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The facts of the run so far, the first one included; all are kept.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>The targets that are not to be asked.</summary>
    public IEnumerable<Finding> Refused => Findings.Where(finding => finding.Refused is not null);

    /// <summary>Whether the user stopped it.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>How many calls it made.</summary>
    public int Calls => Facts.Count(fact => fact is AttemptStarted);

    /// <summary>What they cost in US dollars, as far as is known.</summary>
    public decimal CostUsd => Facts.OfType<AttemptEnded>().Sum(ended => ended.CostUsd ?? 0);
}
