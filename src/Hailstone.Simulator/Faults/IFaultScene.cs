using Hailstone.Simulator.Answers;
using Hailstone.Simulator.Dialects;

namespace Hailstone.Simulator.Faults;

/// <summary>What a fault can see and do.</summary>
internal interface IFaultScene
{
    /// <summary>The model that was asked; empty where none was.</summary>
    string Model { get; }

    /// <summary>The organization.</summary>
    string Organization { get; }

    /// <summary>The requests a minute that the model's pool allows, or null.</summary>
    long? RequestsPerMinute { get; }

    /// <summary>An even draw of the fault's own, between 0 and 1.</summary>
    double Draw { get; }

    /// <summary>An error.</summary>
    SimulatedReply Refuse(Refusal refusal);

    /// <summary>Any JSON.</summary>
    SimulatedReply Json(int status, string body);

    /// <summary>No response at all.</summary>
    SimulatedReply Silent(SimulatedEnd end);

    /// <summary>The page of a gateway that reaches nobody behind it.</summary>
    SimulatedReply BadGateway();

    /// <summary>The account is served no longer.</summary>
    SimulatedReply Stop(AccountState state);

    /// <summary>The answer that would have been given.</summary>
    SimulatedReply Answer();

    /// <summary>The answer that would have been given, changed.</summary>
    SimulatedReply Answer(Func<Answer, Answer> change);

    /// <summary>A stream that turns into an error in its middle; where none was asked for, the error.</summary>
    SimulatedReply BreakOff(Refusal refusal);
}
