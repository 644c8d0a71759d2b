using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>Something that happened outside the machine.</summary>
internal abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>When, since the process began with the run: the machine's only clock.</summary>
    public required TimeSpan Now { get; init; }

    /// <summary>When, by the wall clock: a label for facts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Time has passed.</summary>
    public sealed record Tick : RunEvent;

    /// <summary>Status and headers of a response arrived.</summary>
    public sealed record HeadArrived : RunEvent
    {
        /// <summary>The attempt's number.</summary>
        public required int Attempt { get; init; }

        /// <summary>The status and headers.</summary>
        public required ResponseHead Head { get; init; }
    }

    /// <summary>An exchange is over.</summary>
    public sealed record ExchangeEnded : RunEvent
    {
        /// <summary>The attempt's number.</summary>
        public required int Attempt { get; init; }

        /// <summary>How it ended; null where it was dropped because the user would not wait.</summary>
        public Exchange? Exchange { get; init; }

        /// <summary>What the failure means; null where an answer came.</summary>
        public Classified? Failure { get; init; }

        /// <summary>What the answer is worth; null where none came.</summary>
        public Scored? Scored { get; init; }
    }

    /// <summary>The run is to stop: nothing new is sent, and what is out may end.</summary>
    public sealed record StopWished : RunEvent
    {
        /// <summary>Why.</summary>
        public required EndReason Because { get; init; }
    }
}
