using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Running.Preflight;

/// <summary>What a preflight knows of a target.</summary>
internal sealed class TargetCheck(int target, PlannedTarget planned, KeyCheck key)
{
    /// <summary>The target's index in the plan.</summary>
    public int Target { get; } = target;

    /// <summary>The target as the plan has it.</summary>
    public PlannedTarget AsPlanned { get; } = planned;

    /// <summary>Its key.</summary>
    public KeyCheck Key { get; } = key;

    /// <summary>The target as it is asked now.</summary>
    public PlannedTarget Planned { get; set; } = planned;

    /// <summary>What its provider demanded so far; null where nothing.</summary>
    public Amendment? Amendment { get; set; }

    /// <summary>The words in which it was demanded.</summary>
    public string? Said { get; set; }

    /// <summary>Calls that have ended.</summary>
    public int Calls { get; set; }

    /// <summary>The last failure, and what it means; null where there was none.</summary>
    public (Failure Failure, Classified Means)? Refusal { get; set; }

    /// <summary>What was found; null while it is not.</summary>
    public Finding? Finding { get; set; }
}

/// <summary>A call that a preflight wants made.</summary>
/// <param name="Check">The target to ask, as it is asked now.</param>
/// <param name="After">How long to wait before.</param>
internal sealed record ProbeOrder(TargetCheck Check, TimeSpan After);
