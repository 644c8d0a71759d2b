namespace Hailstone.Suites;

/// <summary>One check of a rubric: what of the answer's JSON object it looks at, and what it is worth.</summary>
public abstract record RubricCheck
{
    private RubricCheck()
    {
    }

    /// <summary>What the check is worth among the others of its rubric. Default 1, over 0.</summary>
    public required decimal Points { get; init; }

    /// <summary>The name that the suite file uses.</summary>
    public abstract string Kind { get; }

    /// <summary>Where in the answer the object stands.</summary>
    public sealed record Placed : RubricCheck
    {
        /// <inheritdoc />
        public override string Kind => "json";

        /// <summary>The loosest place that is right.</summary>
        public required JsonPlace Within { get; init; }
    }

    /// <summary>Fields that must all be there and hold something: no null, no empty text, list or object.</summary>
    public sealed record Has : RubricCheck
    {
        /// <inheritdoc />
        public override string Kind => "has";

        /// <summary>The fields (dots go deeper); at least one.</summary>
        public required IReadOnlyList<string> Fields { get; init; }
    }

    /// <summary>Fields of which one at least must be there and hold something.</summary>
    public sealed record AnyOf : RubricCheck
    {
        /// <inheritdoc />
        public override string Kind => "any_of";

        /// <summary>The fields (dots go deeper); at least one.</summary>
        public required IReadOnlyList<string> Fields { get; init; }
    }

    /// <summary>A field that must hold a number that is right.</summary>
    public sealed record Number : RubricCheck
    {
        /// <inheritdoc />
        public override string Kind => "number";

        /// <summary>The field (dots go deeper).</summary>
        public required string Field { get; init; }

        /// <summary>How far it may lie off, as a share of the expectation; default 0.</summary>
        public decimal Tolerance { get; init; }

        /// <summary>Whether the same power of ten is enough; default false.</summary>
        public bool OrderOfMagnitude { get; init; }
    }

    /// <summary>A field that must hold one of the expected texts, NFC and trimmed.</summary>
    public sealed record Wording : RubricCheck
    {
        /// <inheritdoc />
        public override string Kind => "text";

        /// <summary>The field (dots go deeper).</summary>
        public required string Field { get; init; }

        /// <summary>Whether upper and lower case count as the same; default false.</summary>
        public bool IgnoreCase { get; init; }
    }
}

/// <summary>Where in an answer its JSON object stands, the strictest place first.</summary>
public enum JsonPlace
{
    /// <summary>The answer is the object and nothing else.</summary>
    Whole,

    /// <summary>The object fills a code fence.</summary>
    Fence,

    /// <summary>The object stands somewhere in the text.</summary>
    Anywhere,
}
