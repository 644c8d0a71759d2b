namespace Hailstone.Suites;

/// <summary>A scorer as the suite asks for it: what holds for every item.</summary>
public abstract record ScorerSpec
{
    private ScorerSpec()
    {
    }

    /// <summary>Its part of the whole; the weights of a suite add up to what 100 % is. Default 1, over 0.</summary>
    public required decimal Weight { get; init; }

    /// <summary>Where the suite names it.</summary>
    public required Place Place { get; init; }

    /// <summary>The name that the suite file uses.</summary>
    public abstract string Type { get; }

    /// <summary>The whole answer equals the expectation, NFC and trimmed.</summary>
    public sealed record Exact : ScorerSpec
    {
        /// <inheritdoc />
        public override string Type => "exact";

        /// <summary>Whether upper and lower case count as the same; default false.</summary>
        public bool IgnoreCase { get; init; }
    }

    /// <summary>The answer contains the expectation (or all of several).</summary>
    public sealed record Contains : ScorerSpec
    {
        /// <inheritdoc />
        public override string Type => "contains";

        /// <summary>Whether upper and lower case count as the same; default false.</summary>
        public bool IgnoreCase { get; init; }
    }

    /// <summary>The answer matches a pattern, in linear time.</summary>
    public sealed record Regex : ScorerSpec
    {
        /// <inheritdoc />
        public override string Type => "regex";

        /// <summary>Whether upper and lower case count as the same; default false.</summary>
        public bool IgnoreCase { get; init; }
    }

    /// <summary>A number in the answer equals the expectation or lies in a range.</summary>
    public sealed record Number : ScorerSpec
    {
        /// <inheritdoc />
        public override string Type => "number";

        /// <summary>
        /// The JSON field that holds the number (dots go deeper); null takes the last number of the text.
        /// </summary>
        public string? Path { get; init; }

        /// <summary>How far it may lie off, as a share of the expectation; default 0 (within floating error).</summary>
        public decimal Tolerance { get; init; }

        /// <summary>Whether the same power of ten is enough; default false.</summary>
        public bool OrderOfMagnitude { get; init; }
    }

    /// <summary>The answer is a JSON object with the required fields.</summary>
    public sealed record JsonFields : ScorerSpec
    {
        /// <inheritdoc />
        public override string Type => "json_fields";

        /// <summary>The fields that must be present and not null (dots go deeper); at least one.</summary>
        public required IReadOnlyList<string> Require { get; init; }
    }

    /// <summary>Checks over the JSON object of the answer, each with its points.</summary>
    public sealed record Rubric : ScorerSpec
    {
        /// <inheritdoc />
        public override string Type => "rubric";

        /// <summary>The checks, in the order of the file; at least one.</summary>
        public required IReadOnlyList<RubricCheck> Checks { get; init; }
    }
}

/// <summary>What one scorer expects of one item, its templates rendered.</summary>
public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <summary>Nothing beyond what the scorer itself says.</summary>
    public sealed record None : Expectation;

    /// <summary>These texts (for <c>exact</c>: any of them; for <c>contains</c>: all of them).</summary>
    /// <param name="Values">The texts; at least one.</param>
    public sealed record Texts(IReadOnlyList<string> Values) : Expectation;

    /// <summary>This pattern (checked to compile without backtracking).</summary>
    /// <param name="Value">The pattern.</param>
    public sealed record Pattern(string Value) : Expectation;

    /// <summary>This number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Equal(decimal Value) : Expectation;

    /// <summary>A number between two others, both included.</summary>
    /// <param name="Low">The lowest right value.</param>
    /// <param name="High">The highest right value.</param>
    public sealed record Range(decimal Low, decimal High) : Expectation;

    /// <summary>This number or a larger one.</summary>
    /// <param name="Low">The lowest right value.</param>
    public sealed record AtLeast(decimal Low) : Expectation;

    /// <summary>This number or a smaller one.</summary>
    /// <param name="High">The highest right value.</param>
    public sealed record AtMost(decimal High) : Expectation;

    /// <summary>What each check of a rubric expects.</summary>
    /// <param name="Checks">One for each check of the rubric, in their order.</param>
    public sealed record Parts(IReadOnlyList<Expectation> Checks) : Expectation;
}
