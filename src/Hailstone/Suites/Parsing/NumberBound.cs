namespace Hailstone.Suites.Parsing;

/// <summary>What the numbers of an expectation bound.</summary>
internal enum NumberBound
{
    /// <summary>The one right value.</summary>
    Exactly,

    /// <summary>The lowest and the highest right value.</summary>
    Range,

    /// <summary>The lowest right value.</summary>
    AtLeast,

    /// <summary>The highest right value.</summary>
    AtMost,
}
