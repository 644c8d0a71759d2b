using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Quotas;

/// <summary>Every key's pools, made as keys and models come.</summary>
internal sealed class PoolTable(SimulatorOptions options, TimeSpan timeOfDay)
{
    // Keys and model names come from clients; a forgotten pool begins again as at the start.
    private const int MostPools = 20_000;
    private const int OwnPool = -1;

    private readonly RecentTable<(string Key, int Pool, string Model, Vendor Vendor), Pool> _pools = new(MostPools);
    private readonly Dictionary<string, int> _shared = options.Pools
        .SelectMany((pool, index) => pool.Models.Select(model => (model, index)))
        .ToDictionary(pair => pair.model, pair => pair.index, StringComparer.Ordinal);

    /// <summary>The pool that a model draws on under a key.</summary>
    /// <param name="keyHash">A hash of the key: keys are not kept.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="vendor">Whose way of counting is taken where the options do not say.</param>
    public Pool Of(string keyHash, string model, Vendor vendor) => _shared.TryGetValue(model, out var index)
        ? _pools.Get((keyHash, index, "", vendor), Make)
        : _pools.Get((keyHash, OwnPool, model, vendor), Make);

    /// <summary>The quota of a model, as it was configured.</summary>
    public QuotaOptions QuotaOf(string model) =>
        _shared.TryGetValue(model, out var index) ? options.Pools[index].Quota : options.Quota;

    private Pool Make((string Key, int Pool, string Model, Vendor Vendor) name) => new(
        name.Pool == OwnPool ? options.Quota : options.Pools[name.Pool].Quota, name.Vendor, timeOfDay);
}
