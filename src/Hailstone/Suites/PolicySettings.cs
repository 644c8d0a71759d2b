namespace Hailstone.Suites;

/// <summary>How calls are to be paced, as a suite says it.</summary>
/// <param name="Kind">The policy.</param>
public sealed record PolicySettings(PolicyKind Kind = PolicyKind.Adaptive)
{
    /// <summary>The policies' names, in the order of <see cref="PolicyKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["adaptive", "fixed", "none"];

    /// <summary>The policy's name.</summary>
    public string Name => Names[(int)Kind];

    /// <summary>The figures of <see cref="PolicyKind.Fixed"/>; without meaning for the others.</summary>
    public FixedPauses Fixed { get; init; } = new();

    /// <summary>The policy of a name; null where there is none.</summary>
    /// <param name="name">The name, or null.</param>
    public static PolicyKind? KindOf(string? name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == name)
                return (PolicyKind)index;
        }

        return null;
    }
}

/// <summary>The policies.</summary>
public enum PolicyKind
{
    /// <summary>As fast as the quota allows, and again until there is an answer: the default.</summary>
    Adaptive,

    /// <summary>Fixed pauses and a few tries, one call at a time.</summary>
    Fixed,

    /// <summary>One try, one call at a time, a second between two.</summary>
    None,
}
