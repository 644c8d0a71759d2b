using Hailstone.Simulator.Faults;

namespace Hailstone.Simulator.Visits;

/// <summary>Refuses options that make no sense, before a request comes.</summary>
internal static class OptionsCheck
{
    // Ten times 0.1 is not 1 in binary.
    private const double Rounding = 1e-9;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void ThrowIfInvalid(SimulatorOptions options)
    {
        Require(options.Keys.All(key => key.Length > 0), "a key is not empty");
        Require(options.Organization.All(letter => letter is > ' ' and <= '~'), "an organization is plain ASCII");
        CheckModel(options.AnyModel);
        foreach (var model in options.Models?.Values ?? [])
            CheckModel(model);
        CheckQuota(options.Quota);
        foreach (var pool in options.Pools)
        {
            Require(pool.Models.Count > 0, "a pool has a model");
            CheckQuota(pool.Quota);
        }
        var pooled = options.Pools.SelectMany(pool => pool.Models).ToList();
        Require(pooled.Distinct(StringComparer.Ordinal).Count() == pooled.Count, "a model is in one pool at most");
        CheckFaults(options.Faults);
        foreach (var outage in options.Outages)
            CheckOutage(outage);
    }

    private static void CheckModel(ModelOptions model)
    {
        Require(model.OnlyApi is null || ModelOptions.ApiNames.Contains(model.OnlyApi),
            $"'{model.OnlyApi}' is no API; there are {string.Join(", ", ModelOptions.ApiNames)}");
        Require(model.ContextWindow is null or >= 1, "a context window has a token at least");
        var latency = model.Latency;
        foreach (var time in (ReadOnlySpan<TimeSpan>)[latency.FirstToken, latency.PerToken, latency.Refusal])
            Require(time >= TimeSpan.Zero && time <= Hour, "a latency is 0 to an hour");
        foreach (var sigma in (ReadOnlySpan<double>)[latency.FirstTokenSigma, latency.PerTokenSigma])
            Require(sigma is >= 0 and <= 3, "a sigma is 0 to 3");
        Require(latency.TokensPerEvent is >= 1 and <= 1000, "tokens per event are 1 to 1,000");
    }

    private static void CheckQuota(QuotaOptions quota)
    {
        ReadOnlySpan<long?> limits = [quota.RequestsPerMinute, quota.RequestsPerDay, quota.TokensPerMinute];
        foreach (var limit in limits)
            Require(limit is null or >= 1, "a limit is 1 at least");
        var burst = quota.Burst ?? Minute;
        Require(burst > TimeSpan.Zero && burst <= Minute, "a burst is over 0 to a minute");
    }

    private static void CheckFaults(IReadOnlyList<FaultOptions> faults)
    {
        foreach (var fault in faults)
        {
            Require(FaultTable.Find(fault.Name) is not null,
                $"'{fault.Name}' is no fault; there are {string.Join(", ", FaultTable.Names)}");
            Require(fault.Probability is >= 0 and <= 1, "a probability is 0 to 1");
        }
        foreach (var model in faults.Select(fault => fault.Model).Distinct())
        {
            var its = faults.Where(fault => fault.Model is null || fault.Model == model);
            var sum = its.Sum(fault => fault.Probability);
            Require(sum <= 1 + Rounding, "the probabilities of a model's faults add up to 1 at most");
        }
    }

    private static void CheckOutage(OutageOptions outage)
    {
        Require(FaultTable.Find(outage.Fault) is { NeedsAnswer: false },
            $"'{outage.Fault}' cannot be an outage's fault");
        Require(outage.From >= TimeSpan.Zero && outage.Length > TimeSpan.Zero,
            "an outage begins at 0 or later and lasts");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new ArgumentException($"Simulator options: {rule}.");
    }
}
