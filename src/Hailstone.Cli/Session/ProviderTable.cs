using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Cli.Session;

/// <summary>The provider that answers for each target: one client for each endpoint.</summary>
internal sealed class ProviderTable(
    IReadOnlyDictionary<string, Endpoint> endpoints, HttpMessageInvoker http, TimeProvider time)
{
    private readonly Dictionary<string, IProvider> _providers = endpoints.ToDictionary(
        entry => entry.Key,
        entry => (IProvider)new ChatProvider(http, entry.Value.BaseUrl, entry.Value.Key, time));

    public IProvider Of(PlannedTarget target) => _providers[target.Model.Provider.Id];
}
