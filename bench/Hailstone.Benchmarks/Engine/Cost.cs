namespace Hailstone.Benchmarks.Engine;

/// <summary>What a piece of work cost this process.</summary>
/// <param name="Cpu">Time of the processors, on all threads, the collector's included.</param>
/// <param name="Bytes">Bytes that were allocated.</param>
internal readonly record struct Cost(TimeSpan Cpu, long Bytes)
{
    /// <summary>Measures a piece of work.</summary>
    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        // What earlier work left behind is not this one's.
        GC.Collect();
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        await work();
        return new Cost(
            Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>The cost without a part that is known.</summary>
    public Cost Without(Cost part) => new(Cpu - part.Cpu, Bytes - part.Bytes);
}
