using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Quotas;

/// <summary>Every key's pools, made as keys and models come.</summary>
internal sealed class PoolTable(SimulatorOptions options)
{
    // Keys and model names come from clients; a forgotten pool begins again full.
    private const int MostPools = 20_000;

    private readonly RecentTable<(string Key, string Pool), Pool> _pools = new(MostPools);
    private readonly Dictionary<string, int> _shared = options.Pools
        .SelectMany((pool, index) => pool.Models.Select(model => (model, index)))
        .ToDictionary(pair => pair.model, pair => pair.index, StringComparer.Ordinal);

    /// <summary>The pool that a model draws on under a key.</summary>
    /// <param name="keyHash">A hash of the key: keys are not kept.</param>
    /// <param name="model">The model's id.</param>
    public Pool Of(string keyHash, string model) => _shared.TryGetValue(model, out var index)
        ? _pools.Get((keyHash, $"pool {index}"), _ => new Pool(options.Pools[index].Quota))
        : _pools.Get((keyHash, "model " + model), _ => new Pool(options.Quota));

    /// <summary>The limit of requests that a model's pool has in a minute, or null.</summary>
    public long? RequestsPerMinute(string model) => _shared.TryGetValue(model, out var index)
        ? options.Pools[index].Quota.RequestsPerMinute
        : options.Quota.RequestsPerMinute;
}
