using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>The facts that the end of an attempt makes.</summary>
internal static class AttemptFacts
{
    private const int LineLength = 300;

    /// <summary>An answer came.</summary>
    /// <param name="ended">How the exchange ended.</param>
    /// <param name="flight">The attempt.</param>
    /// <param name="again">When the trial goes on; null where the answer ends it.</param>
    public static AttemptEnded Answered(RunEvent.ExchangeEnded ended, Flight flight, TimeSpan? again)
    {
        var response = ((Exchange.Answered)ended.Exchange!).Response;
        return Ended(ended, flight) with
        {
            Failure = again is not null && AnswerRules.IsNothing(response) ? "empty_answer" : null,
            AgainAfterSeconds = again?.TotalSeconds,
            Stop = response.Stop,
            StopRaw = response.StopRaw,
            Model = response.Model,
            ServiceTier = response.ServiceTier,
            Effort = response.Effort,
            Usage = response.Usage,
        };
    }

    /// <summary>No usable answer came.</summary>
    public static AttemptEnded Failed(
        RunEvent.ExchangeEnded ended, Flight flight, Classified classified, Verdict verdict)
    {
        var failure = ((Exchange.Failed)ended.Exchange!).Failure;
        return Ended(ended, flight) with
        {
            Failure = classified.Name,
            CountsAsTry = verdict is Verdict.Again { CountsAsTry: true } or Verdict.StopTrial,
            AgainAfterSeconds = (verdict as Verdict.Again)?.After.TotalSeconds,
            Message = Line(failure.Message),
            Usage = failure.Usage,
        };
    }

    /// <summary>The user would not wait for it.</summary>
    public static AttemptEnded Dropped(RunEvent.ExchangeEnded ended, Flight flight) => new()
    {
        At = ended.At,
        Attempt = flight.Attempt,
        Trial = flight.Trial.Index,
        Failure = "dropped",
        CostStatus = CostStatus.Unknown,
        WaitSeconds = flight.Wait.TotalSeconds,
    };

    /// <summary>The process died while it was out.</summary>
    public static AttemptEnded Lost(int attempt, int trial, DateTimeOffset at) => new()
    {
        At = at,
        Attempt = attempt,
        Trial = trial,
        Failure = "lost",
        CostStatus = CostStatus.Unknown,
    };

    /// <summary>A trial is over.</summary>
    public static TrialEnded TrialEnded(int trial, Scored scored, RunEvent.ExchangeEnded ended) => new()
    {
        At = ended.At,
        Trial = trial,
        Outcome = scored.Outcome,
        Score = scored.Score,
        Attempt = ended.Attempt,
        Explain = scored.Explain,
    };

    /// <summary>One line of a text, cut.</summary>
    public static string Line(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LineLength ? line : string.Concat(line.AsSpan(0, LineLength - 1), "…");
    }

    private static AttemptEnded Ended(RunEvent.ExchangeEnded ended, Flight flight)
    {
        var exchange = ended.Exchange!;
        var (usd, status) = Pricing.Of(
            flight.Target.Planned, flight.Item, exchange, flight.Target.Charges.MedianOutputTokens);
        return new AttemptEnded
        {
            At = ended.At,
            Attempt = flight.Attempt,
            Trial = flight.Trial.Index,
            Status = exchange.Head?.Status,
            RequestId = exchange.Head?.RequestId,
            RequestHash = exchange.RequestHash,
            CostUsd = usd,
            CostStatus = status,
            WaitSeconds = flight.Wait.TotalSeconds,
            Stamps = exchange.Stamps,
        };
    }
}
