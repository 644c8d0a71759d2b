using System.Collections.Concurrent;
using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Cli.Session;

/// <summary>The provider that answers for each target: one client for each endpoint and dialect.</summary>
internal sealed class ProviderTable(
    IReadOnlyDictionary<string, Endpoint> endpoints, HttpMessageInvoker http, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Provider, string Dialect), IProvider> _providers = new();

    public IProvider Of(PlannedTarget target) => Of(target.Model.Provider.Id, target.Settings.Dialect);

    public IProvider Of(string provider, string dialect) => _providers.GetOrAdd((provider, dialect), Make);

    private IProvider Make((string Provider, string Dialect) of)
    {
        var endpoint = endpoints[of.Provider];
        IProvider? made = of.Dialect switch
        {
            "chat" => new ChatProvider(http, endpoint.BaseUrl, endpoint.Key, time),
            "responses" => new ResponsesProvider(http, endpoint.BaseUrl, endpoint.Key, time),
            "messages" => new MessagesProvider(http, endpoint.BaseUrl, endpoint.Key, time),
            _ => null,
        };
        return made ?? throw new ArgumentOutOfRangeException(nameof(of), of.Dialect, null);
    }
}
