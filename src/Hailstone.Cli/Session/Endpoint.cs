using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Cli.Session;

/// <summary>Where a provider's questions go, and with which key.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="BaseUrl">Where.</param>
/// <param name="Key">The key; null where none is sent.</param>
/// <param name="KeyFrom">Where the key comes from, in the person's words; null where nobody need know.</param>
internal sealed record Endpoint(string Provider, Uri BaseUrl, string? Key, string? KeyFrom = null)
{
    /// <summary>The record's own text would show the key.</summary>
    public override string ToString() => $"{Provider} at {BaseUrl}";
}

/// <summary>Finds endpoints, and lets a key go only where its owner means it to go.</summary>
internal sealed class Endpoints(
    IReadOnlyDictionary<string, Uri> commandLine,
    Func<string, string?> environment,
    Keys keys,
    Func<string, bool> hostAllowed)
{
    /// <summary>The endpoints of a plan's targets that are to be asked, or every problem at once.</summary>
    public (IReadOnlyDictionary<string, Endpoint> Endpoints, IReadOnlyList<Problem> Problems) Of(Plan plan)
    {
        var found = new Dictionary<string, Endpoint>();
        var problems = new List<Problem>();
        foreach (var target in plan.Targets.Where(target => target.Refused is null))
        {
            var provider = target.Model.Provider;
            if (found.ContainsKey(provider.Id))
                continue;
            var own = commandLine.GetValueOrDefault(provider.Id);
            if (own is null && provider.EndpointVariable is { } variable
                && environment(variable) is { Length: > 0 } text)
            {
                own = Address(text);
                if (own is null)
                    problems.Add(NoAddress(variable, provider.BaseUrl));
            }

            if ((own ?? provider.BaseUrl) is not { } url)
            {
                problems.Add(NoBaseUrl(target));
                continue;
            }

            var settings = plan.Suite.Providers.GetValueOrDefault(provider.Id);
            var key = provider.KeyVariable is { Length: > 0 } name ? keys.Of(name) : null;
            var endpoint = new Endpoint(
                provider.Id, url, key, key is null ? null : keys.SourceOf(provider.KeyVariable!));
            found[provider.Id] = endpoint;
            var suiteNamesHost = own is null && settings?.BaseUrl is not null;
            if (ProblemOf(plan, target, endpoint, suiteNamesHost) is { } problem)
                problems.Add(problem);
        }

        return (found, problems);
    }

    /// <summary>An address that requests may go to, or null where the text is none.</summary>
    public static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;

    private static Problem NoAddress(string variable, Uri? usual) => new(
        new Place(variable),
        "run.address-variable",
        Text.Of(CliMessages.AddressVariable, variable),
        Text.Of(CliMessages.AddressVariableMend, usual));

    private static Problem NoBaseUrl(PlannedTarget target) => new(
        target.Target.Place,
        "run.no-address",
        Text.Of(CliMessages.NoBaseUrl, target.Model.Provider.Id),
        Text.Of(CliMessages.NoBaseUrlMend, target.Model.Provider.Id));

    private Problem? ProblemOf(Plan plan, PlannedTarget target, Endpoint endpoint, bool suiteNamesHost)
    {
        var variable = target.Model.Provider.KeyVariable;
        if (variable is not { Length: > 0 })
            return null;
        var place = plan.Suite.Providers.GetValueOrDefault(endpoint.Provider)?.Place ?? target.Target.Place;
        if (endpoint.Key is null)
        {
            return new Problem(
                place,
                "run.key-missing",
                Text.Of(CliMessages.KeyMissing, variable, endpoint.Provider),
                Text.Of(CliMessages.KeyMissingMend, variable) + RunWithout(plan, variable));
        }

        if (endpoint.Key.Any(letter => letter is <= ' ' or > '~'))
        {
            return new Problem(
                place, "run.key-unusable", Text.Of(CliMessages.KeyUnusable, variable), CliMessages.KeyUnusableMend);
        }

        if (endpoint.BaseUrl.Scheme == Uri.UriSchemeHttp && !endpoint.BaseUrl.IsLoopback)
        {
            return new Problem(
                place,
                "run.key-over-http",
                Text.Of(CliMessages.KeyOverHttp, variable, endpoint.BaseUrl),
                CliMessages.KeyOverHttpMend);
        }

        return suiteNamesHost && !hostAllowed(endpoint.BaseUrl.Host)
            ? new Problem(
                place,
                "run.key-to-host",
                Text.Of(CliMessages.KeyToHost, endpoint.BaseUrl.Host, variable),
                Text.Of(CliMessages.KeyToHostMend, endpoint.BaseUrl.Host))
            : null;
    }

    private string RunWithout(Plan plan, string variable)
    {
        var rest = plan.Targets
            .Where(target => target.Refused is null && target.Model.Provider.KeyVariable != variable)
            .Where(target =>
                target.Model.Provider.KeyVariable is not { Length: > 0 } other || keys.Of(other) is not null)
            .Select(target => $" --target {target.Target.Id}")
            .ToList();
        return rest.Count == 0
            ? ""
            : " " + Text.Of(CliMessages.KeyMissingRest, $"hailstone run {plan.Suite.Path}{string.Concat(rest)}");
    }
}
