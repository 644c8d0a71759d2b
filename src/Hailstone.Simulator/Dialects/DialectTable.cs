using Hailstone.Simulator.Dialects.Messages;
using Hailstone.Simulator.Dialects.Responses;

namespace Hailstone.Simulator.Dialects;

/// <summary>Every dialect, by what a request shows of it.</summary>
internal static class DialectTable
{
    private static readonly ChatDialect Chat = new();
    private static readonly MessagesDialect Messages = new();
    private static readonly IDialect[] All = [Chat, new ResponsesDialect(), Messages, new CountDialect()];

    /// <summary>The dialect that takes a question, or null where the request asks none.</summary>
    public static IDialect? Asked(SimulatedRequest request) =>
        request.Method == "POST" ? Array.Find(All, dialect => dialect.Path == request.Path) : null;

    /// <summary>The dialect in which all else is answered, which the two vendors have in common paths for.</summary>
    public static IDialect Spoken(SimulatedRequest request) =>
        request.Headers.ContainsKey("anthropic-version") || request.Headers.ContainsKey("x-api-key") ? Messages : Chat;
}
