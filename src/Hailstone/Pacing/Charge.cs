namespace Hailstone.Pacing;

/// <summary>What one request takes from the buckets of its pool.</summary>
/// <param name="Input">Input tokens that count.</param>
/// <param name="Output">Output tokens.</param>
/// <param name="Tokens">What a bucket of input and output together is charged.</param>
internal readonly record struct Charge(double Input, double Output, double Tokens)
{
    /// <summary>The part that falls on a bucket.</summary>
    /// <param name="bucket">The bucket's name.</param>
    public double On(string bucket) => bucket switch
    {
        BucketNames.Requests or BucketNames.RequestsPerDay => 1,
        BucketNames.InputTokens => Input,
        BucketNames.OutputTokens => Output,
        _ => Tokens,
    };
}
