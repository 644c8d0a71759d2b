using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>One question to put to one model: all that an exchange needs.</summary>
public sealed record Ask
{
    /// <summary>The model's id on the wire.</summary>
    public required string Model { get; init; }

    /// <summary>The instruction before the question, or null.</summary>
    public string? System { get; init; }

    /// <summary>The question.</summary>
    public required string Prompt { get; init; }

    /// <summary>
    /// What the model has already said of this turn, as <see cref="Response.TurnSoFar"/> gave it: the turn goes on from
    /// there. Null, the default, begins a turn.
    /// </summary>
    public JsonElement? TurnSoFar { get; init; }

    /// <summary>The parameters in the dialect's words.</summary>
    public required RequestSettings Settings { get; init; }

    /// <summary>How long each phase may take.</summary>
    public required PhaseLimits Limits { get; init; }
}

/// <summary>How long each phase of an exchange may take.</summary>
/// <param name="Connect">DNS, TCP and TLS; 10 s.</param>
/// <param name="FirstByte">From the request's last byte to the response's first.</param>
/// <param name="Idle">
/// Between two bytes of a response; 90 s. Before the first content the larger of this and <paramref name="FirstByte"/>
/// holds, because a model that reasons in silence is not a connection that died.
/// </param>
/// <param name="Whole">The whole exchange.</param>
public sealed record PhaseLimits(TimeSpan Connect, TimeSpan FirstByte, TimeSpan Idle, TimeSpan Whole);
