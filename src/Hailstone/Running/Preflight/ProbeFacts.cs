using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running.Preflight;

/// <summary>The facts that a preflight makes, and what a run that goes on reads out of them.</summary>
public static class ProbeFacts
{
    /// <summary>Lays what a preflight found over a plan that was made anew.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="facts">The run's facts.</param>
    public static Plan Onto(Plan plan, IEnumerable<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(facts);
        var targets = plan.Targets.ToArray();
        foreach (var amended in facts.OfType<TargetAmended>())
        {
            var target = targets[amended.Target];
            targets[amended.Target] = new Amendment
            {
                Dialect = amended.Dialect == target.Settings.Dialect ? null : amended.Dialect,
                Omitted = [.. amended.Omitted.Except(target.Settings.Omitted)],
                Renamed = amended.Renamed.ToDictionary(field => field.Planned, field => field.Sent),
            }.ApplyTo(target);
        }

        return plan with { Targets = targets };
    }

    /// <summary>A call ended.</summary>
    internal static AttemptEnded Ended(
        int attempt,
        int trial,
        Exchange exchange,
        Classified? means,
        (decimal? Usd, CostStatus Status) cost,
        DateTimeOffset at)
    {
        var response = (exchange as Exchange.Answered)?.Response;
        var failure = (exchange as Exchange.Failed)?.Failure;
        return new AttemptEnded
        {
            At = at,
            Attempt = attempt,
            Trial = trial,
            Failure = means?.Name,
            Message = failure is null ? null : AttemptFacts.Line(failure.Message),
            Status = exchange.Head?.Status,
            RequestId = exchange.Head?.RequestId,
            RequestHash = exchange.RequestHash,
            Stop = response?.Stop,
            StopRaw = response?.StopRaw,
            Model = response?.Model,
            ServiceTier = response?.ServiceTier,
            Effort = response?.Effort,
            Usage = response?.Usage ?? failure?.Usage,
            CostUsd = cost.Usd,
            CostStatus = cost.Status,
            Stamps = exchange.Stamps,
        };
    }

    /// <summary>The user would not wait for a call.</summary>
    internal static AttemptEnded Dropped(int attempt, int trial, DateTimeOffset at) => new()
    {
        At = at,
        Attempt = attempt,
        Trial = trial,
        Failure = "dropped",
        CostStatus = CostStatus.Unknown,
    };

    /// <summary>A target is not asked.</summary>
    internal static TargetStopped Stopped(int target, Problem refused, DateTimeOffset at) => new()
    {
        At = at,
        Target = target,
        Reason = AttemptFacts.Line(refused.Message),
        Mend = AttemptFacts.Line(refused.Mend),
    };

    /// <summary>A target is asked otherwise than planned.</summary>
    internal static TargetAmended Amended(Finding finding, Amendment amendment, DateTimeOffset at) => new()
    {
        At = at,
        Target = finding.Target,
        Dialect = finding.Planned.Settings.Dialect,
        Sent = FirstFact.Sent(finding.Planned),
        Omitted = finding.Planned.Settings.Omitted,
        Renamed = [.. amendment.Renamed.Select(pair => new RenamedField(pair.Key, pair.Value))],
        Reason = finding.Said ?? "",
    };
}
