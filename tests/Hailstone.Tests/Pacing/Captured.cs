using System.Text;
using Hailstone.Pacing;
using Hailstone.Providers;

namespace Hailstone.Tests.Pacing;

/// <summary>An error as a provider sent it, and what it must mean.</summary>
/// <param name="Label">Who said it, and when it says it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; where it is broken over lines, a space stood.</param>
/// <param name="Class">What kind of end it is.</param>
/// <param name="Name">Its name.</param>
internal sealed record Captured(string Label, int Status, string Body, FailureClass Class, string Name)
{
    /// <summary>The moment at which everything here arrives.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The headers, as name and value in turn.</summary>
    public string[] Headers { get; init; } = [];

    public double? WaitSeconds { get; init; }

    public string? Bucket { get; init; }

    public TrialFault? Fault { get; init; }

    public static ResponseHead Head(int status, params string[] headers) =>
        new(status, headers.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));

    public Failure Read() =>
        ErrorBody.Read(Head(Status, Headers), Encoding.UTF8.GetBytes(Body.ReplaceLineEndings(" ")), null);

    public Classified Classify() => Classification.Of(Read(), Now);

    public override string ToString() => $"{Label} ({Status})";
}
