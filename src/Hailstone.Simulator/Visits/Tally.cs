namespace Hailstone.Simulator.Visits;

/// <summary>A sum of bills.</summary>
internal sealed class Tally
{
    public long Calls { get; private set; }

    public long Prompt { get; private set; }

    public long CacheRead { get; private set; }

    public long CacheWrite { get; private set; }

    public long Completion { get; private set; }

    public long Reasoning { get; private set; }

    /// <summary>The part of the prompts that has nothing to do with a cache.</summary>
    public long Uncached => Prompt - CacheRead - CacheWrite;

    public void Add(SimulatedBill bill)
    {
        Calls++;
        Prompt += bill.PromptTokens;
        CacheRead += bill.CacheReadTokens;
        CacheWrite += bill.CacheWriteTokens;
        Completion += bill.CompletionTokens;
        Reasoning += bill.ReasoningTokens;
    }

    public void Add(Tally other)
    {
        Calls += other.Calls;
        Prompt += other.Prompt;
        CacheRead += other.CacheRead;
        CacheWrite += other.CacheWrite;
        Completion += other.Completion;
        Reasoning += other.Reasoning;
    }

    public BilledModel Snapshot() => new(Calls, Prompt, Completion, Reasoning)
    {
        CacheReadTokens = CacheRead,
        CacheWriteTokens = CacheWrite,
    };
}

/// <summary>Who is billed for what.</summary>
/// <param name="Vendor">Whose API was asked.</param>
/// <param name="Model">The model.</param>
/// <param name="Key">The key's number, in the order in which keys came: keys themselves are not kept.</param>
internal readonly record struct Account(Vendor Vendor, string Model, int Key);
