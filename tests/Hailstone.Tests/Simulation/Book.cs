using Hailstone.Catalogue;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// A provider that bills each call it had, told or not: usage of any size up to what is possible, streams that are cut,
/// silence. Times a factor, it bills what was never asked for.
/// </summary>
internal sealed class Book(int seed, int factor = 1)
{
    /// <summary>The most that a call costs of a model whose price nobody knows.</summary>
    public const decimal UnpricedUsd = 0.05m;

    // A question of 9 bytes and 64 for the envelope, an answer of 100 tokens at the most.
    private const int MostInput = 9 + 64;
    private const int MostOutput = 100;

    private readonly Dictionary<string, decimal> _billedUsd = [];

    /// <summary>What it has billed.</summary>
    public decimal BilledUsd => _billedUsd.Values.Sum();

    /// <summary>The most that a call of a model can cost.</summary>
    public static decimal WorstUsd(string model) => Usd(model, MostInput, MostOutput);

    /// <summary>What it has billed for a model.</summary>
    public decimal BilledOn(string model) => _billedUsd.GetValueOrDefault(model);

    /// <summary>What becomes of a call.</summary>
    public Reply Answer(Call call)
    {
        var chance = new LightChance(seed, call.Trial, call.Nth);
        var fate = chance.Next();
        if (fate < 0.1)
            return Replies.ServerError(500);
        var usage = new Usage
        {
            Input = factor > 1 ? factor * MostInput : 1 + (long)(chance.Next() * MostInput),
            CacheRead = 0,
            Output = factor > 1 ? factor * MostOutput : 1 + (long)(chance.Next() * MostOutput),
        };
        _billedUsd[call.Target] = BilledOn(call.Target) + Usd(call.Target, usage.Input!.Value, usage.Output!.Value);
        return fate switch
        {
            < 0.25 => Replies.Cut(),
            < 0.35 => Replies.Reset(),
            _ => Replies.Answer(usage, TimeSpan.FromSeconds(0.1 + (20 * chance.Next()))),
        };
    }

    // Dollars a million tokens (catalogue, 2026-10-01).
    private static decimal Usd(string model, long input, long output) => model switch
    {
        "gpt-6-luna" => ((input * 0.10m) + (output * 0.50m)) / 1_000_000,
        "gpt-4.1-mini" => ((input * 0.40m) + (output * 1.60m)) / 1_000_000,
        _ => UnpricedUsd * (input + output) / (MostInput + MostOutput),
    };
}
