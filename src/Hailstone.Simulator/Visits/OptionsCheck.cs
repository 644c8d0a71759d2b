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
        CheckService(options);
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
        ReadOnlySpan<long?> limits =
        [
            quota.RequestsPerMinute, quota.RequestsPerDay, quota.TokensPerMinute, quota.TokensPerDay,
            quota.ProjectTokensPerMinute, quota.InputTokensPerMinute, quota.OutputTokensPerMinute,
        ];
        foreach (var limit in limits)
            Require(limit is null or >= 0, "a limit is 0 or more");
        foreach (var time in (ReadOnlySpan<TimeSpan>)[quota.Burst ?? Minute, quota.RequestWindow ?? Minute])
            Require(time > TimeSpan.Zero && time <= Minute, "a burst and a window are over 0 to a minute");
        Require(quota.StartUsed is >= 0 and <= 1, "what is used at the start is a share of 0 to 1");
        Require(quota.ForeignShare is >= 0 and <= 0.9, "the share of others is 0 to 0.9");
        for (var index = 0; index < quota.Changes.Count; index++)
        {
            var (at, factor) = quota.Changes[index];
            Require(factor is > 0 and <= 1000, "a change's factor is over 0 to 1,000");
            Require(at >= (index == 0 ? TimeSpan.Zero : quota.Changes[index - 1].At), "changes are in order");
        }
        if (quota.Ramp is { } ramp)
            Require(ramp is { TokensPerMinute: >= 1, Growth: >= 1 and <= 10, Step: >= 0 }
                && ramp.Every >= TimeSpan.FromSeconds(1) && ramp.Every <= TimeSpan.FromDays(1),
                "a ramp has 1 token a minute at least, grows by 1 to 10 and 0 or more, each second to day");
    }

    private static void CheckService(SimulatorOptions options)
    {
        Require(options.AdminKeys.All(key => key.Length > 0), "a key is not empty");
        Require(options.Prices.Values.All(price => price is { Input: >= 0, Output: >= 0 }
            and { CacheRead: null or >= 0, CacheWrite: null or >= 0 }), "a price is 0 or more");
        Require(options.UsageDelay >= TimeSpan.Zero && options.UsageDelay <= TimeSpan.FromDays(1),
            "usage is 0 to a day late");
        Require(options.InFlight is null or { Slots: >= 1, Queue: >= 0, Status: 503 or 429 },
            "in flight are 1 at least, a queue is 0 or more, and its status 503 or 429");
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
