using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Cli.Session;
using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Cli.Doctor;

/// <summary>Examines one provider, from its key to an answer.</summary>
internal sealed class Examination(ModelCatalogue catalogue, Keys keys, HttpMessageInvoker http, TimeProvider time)
{
    private const int AnswerTokens = 16;

    // A certificate or a signature may fail from here on; a Date header has whole seconds.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    private static readonly PhaseLimits Limits = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    /// <summary>Examines it.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="url">Where it is asked.</param>
    public async Task<Checkup> OfAsync(ProviderFact provider, Uri url)
    {
        var steps = new List<CheckStep> { KeyStep(provider, url) };
        var checkup = new Checkup { Provider = provider.Id, Url = url, Steps = steps };
        if (steps[^1].Fault is not null)
            return checkup;
        var proxy = ProviderHttp.ProxyFor(url);
        steps.AddRange(await new Line(time).WalkAsync(
            proxy ?? url, proxy is null && url.Scheme == Uri.UriSchemeHttps));
        checkup = checkup with { Proxy = proxy?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) };
        if (steps[^1].Fault is null)
            return await AskAsync(checkup, steps, provider, url);
        if (proxy is not null)
            steps[^1] = steps[^1] with { Mend = Text.Of(CliMessages.DoctorMendProxy, checkup.Proxy) };
        return checkup;
    }

    private CheckStep KeyStep(ProviderFact provider, Uri url)
    {
        if (provider.KeyVariable is not { } variable)
            return new CheckStep("key", CliMessages.DoctorNoKeyNeeded);
        if (keys.Of(variable) is not { } key)
        {
            return new CheckStep(
                "key", variable, "key_missing", Text.Of(CliMessages.KeyMissingMend, variable));
        }

        var shown = Text.Of(CliMessages.DoctorKey, variable, keys.SourceOf(variable), KeyMask.Of(key));
        if (KeyMask.IsNoKey(key))
            return new CheckStep("key", shown, "key_masked", CliMessages.DoctorMendMasked);
        if (key.Any(letter => letter is <= ' ' or > '~'))
            return new CheckStep("key", variable, "key_unusable", CliMessages.KeyUnusableMend);
        return url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback
            ? new CheckStep("key", shown, "key_over_http", CliMessages.KeyOverHttpMend)
            : new CheckStep("key", shown);
    }

    private async Task<Checkup> AskAsync(Checkup checkup, List<CheckStep> steps, ProviderFact provider, Uri url)
    {
        var model = ModelOf(provider);
        var settings = model.Profile.Apply(
            new Parameters { MaxOutputTokens = AnswerTokens, Stream = false, OnUnsupported = OnUnsupported.Omit },
            model.Dialect,
            model.Fact).Settings;
        var key = provider.KeyVariable is { } variable ? keys.Of(variable) : null;
        var client = new ProviderTable(
            new Dictionary<string, Endpoint> { [provider.Id] = new(provider.Id, url, key) }, http, time)
            .Of(provider.Id, settings.Dialect);
        var asked = time.GetUtcNow();
        var exchange = await client.AskAsync(
            new Ask { Model = model.WireId, Prompt = "Say OK.", Settings = settings, Limits = Limits },
            _ => { },
            CancellationToken.None);
        var now = time.GetUtcNow();
        steps.AddRange(StepsOf(exchange, now));
        if (exchange.Head is not { } head)
            return checkup;
        var readings = LimitHeaders.Read(head, now);
        var skew = SkewOf(head, asked + ((now - asked) / 2));
        if (skew is { } off && off.Duration() > MostSkew)
        {
            steps.Add(new CheckStep(
                "clock", Text.Of(CliMessages.DoctorSkew, Seconds(off)), "clock_skew", CliMessages.DoctorMendClock));
        }

        return checkup with { Limits = readings, Skew = skew, Tier = Tiers.Of(provider, model.Pool, readings) };
    }

    private static IEnumerable<CheckStep> StepsOf(Exchange exchange, DateTimeOffset now)
    {
        var took = string.Create(
            CultureInfo.InvariantCulture, $"{exchange.Head?.Status} {exchange.Stamps.Closed.TotalMilliseconds:0} ms");
        if (exchange is not Exchange.Failed { Failure: var failure })
        {
            yield return new CheckStep("http", took);
            yield return new CheckStep("account", CliMessages.DoctorAnswered);
            yield break;
        }

        var means = Classification.Of(failure, now);
        var said = $"{means.Name}: {failure.Message}";
        if (exchange.Head is null || failure.Kind == FailureKind.Redirect)
        {
            yield return new CheckStep("http", said, means.Name, means.Mend ?? CliMessages.DoctorMendUnreachable);
            yield break;
        }

        yield return new CheckStep("http", took);
        yield return means.Class switch
        {
            // The model or the question was not to its liking: whoever is told so has been let in.
            FailureClass.Model or FailureClass.Trial when failure.Code is not null || failure.Type is not null =>
                new CheckStep("account", said),
            FailureClass.Key => new CheckStep("account", said, means.Name, means.Mend ?? ""),
            FailureClass.Wait => new CheckStep("account", said, means.Name, WaitMend(means)),
            FailureClass.Capacity => new CheckStep("account", said, means.Name, CliMessages.DoctorMendFull),
            _ => new CheckStep("account", said, means.Name, CliMessages.DoctorMendNoApi),
        };
    }

    private static string WaitMend(Classified means)
    {
        var mend = means.Name == "daily_limit" ? CliMessages.DoctorMendDaily : CliMessages.DoctorMendRate;
        return means.RetryAfter is { } wait ? $"{mend} {Text.Of(CliMessages.DoctorRetryAfter, Seconds(wait))}" : mend;
    }

    // The cheapest that lives; where none is known any name does, for a model that is not there proves the key, too.
    private ResolvedModel ModelOf(ProviderFact provider)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var cheapest = catalogue.Models
            .Where(model => model.Provider == provider.Id && model.Lifecycle is Lifecycle.Active or Lifecycle.Legacy)
            .Where(model => !model.IsRetiredOn(today) && model.PriceOn(today) is not null)
            .MinBy(model => model.PriceOn(today)!.Output);
        var name = $"{provider.Id}/{cheapest?.Id ?? "doctor"}";
        return catalogue.Resolve(name, new Dictionary<string, ProviderSettings>()) is Resolution.Found found
            ? found.Model
            : throw new InvalidOperationException($"The catalogue's own provider {provider.Id} is not found.");
    }

    private static TimeSpan? SkewOf(ResponseHead head, DateTimeOffset ours) =>
        DateTimeOffset.TryParse(
            head["date"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs)
            ? ours - theirs
            : null;

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
