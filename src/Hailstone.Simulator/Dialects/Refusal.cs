using Hailstone.Simulator.Faults;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Dialects;

/// <summary>Why a request gets no answer, in neutral words.</summary>
internal abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>There is no such path.</summary>
    public sealed record NoSuchPath(string Method, string Path) : Refusal;

    /// <summary>No key came.</summary>
    public sealed record NoKey : Refusal;

    /// <summary>The key is not one of those that are accepted.</summary>
    public sealed record WrongKey : Refusal;

    /// <summary>The body is no JSON object.</summary>
    public sealed record NoJson : Refusal;

    /// <summary>A parameter that must be there is not.</summary>
    public sealed record MissingParameter(string Name) : Refusal;

    /// <summary>A parameter has a value of the wrong kind or out of its range.</summary>
    public sealed record InvalidParameter(string Name, string Expected) : Refusal;

    /// <summary>The API knows no such parameter; another may have taken its place.</summary>
    public sealed record StrangeParameter(string Name, string? Instead) : Refusal;

    /// <summary>A number is under the least that the API takes.</summary>
    public sealed record TooSmall(string Name, long Least, string Value) : Refusal;

    /// <summary>A header that must be there is not.</summary>
    public sealed record MissingHeader(string Name) : Refusal;

    /// <summary>A parameter breaks a rule that the API tells in a sentence of its own.</summary>
    public sealed record Against(string Sentence) : Refusal;

    /// <summary>There is no such model.</summary>
    public sealed record UnknownModel(string Model) : Refusal;

    /// <summary>There was such a model.</summary>
    public sealed record RetiredModel(string Model) : Refusal;

    /// <summary>The model answers in another API alone.</summary>
    public sealed record OtherApi(string Model, string Asked, string Only) : Refusal;

    /// <summary>The model takes one of two parameters and not both.</summary>
    public sealed record Conflict(string One, string Other) : Refusal;

    /// <summary>The model has no levels of effort.</summary>
    public sealed record NoEffort(string Name) : Refusal;

    /// <summary>The model has other levels of effort.</summary>
    public sealed record UnsupportedEffort(string Name, string Model, string Value, IReadOnlyList<string> Known)
        : Refusal;

    /// <summary>The schema is not one that can be followed strictly.</summary>
    public sealed record BadSchema(string Name, SchemaFault Fault) : Refusal;

    /// <summary>The prompt has more tokens than the model's window.</summary>
    public sealed record TooLong(long Tokens, long Window) : Refusal;

    /// <summary>The model takes no such parameter.</summary>
    public sealed record UnsupportedParameter(string Name) : Refusal;

    /// <summary>The model takes the parameter with its default alone.</summary>
    public sealed record UnsupportedValue(string Name, string Value, string Default) : Refusal;

    /// <summary>The quota is used up; <paramref name="Quota"/> is null where the provider does not say which.</summary>
    public sealed record RateLimited(string Model, string Organization, QuotaRefusal? Quota, TimeSpan? Wait) : Refusal;

    /// <summary>The provider's filter took the answer away.</summary>
    public sealed record Filtered : Refusal;

    /// <summary>The use grows too fast.</summary>
    public sealed record SlowDown(
        TimeSpan Wait, string? Model = null, string? Organization = null, RampRefusal? Ramp = null) : Refusal;

    /// <summary>As many are served and wait as may; the status is the server's choice.</summary>
    public sealed record QueueFull(int Status) : Refusal;

    /// <summary>Something broke.</summary>
    public sealed record ServerError : Refusal;

    /// <summary>Too many others ask.</summary>
    public sealed record Overloaded(int Status) : Refusal;

    /// <summary>The account is served no longer.</summary>
    public sealed record AccountStopped(AccountState State, DateTimeOffset Now) : Refusal;
}

/// <summary>An error as an API words it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The error's type.</param>
/// <param name="Code">Its code, or null.</param>
/// <param name="Parameter">The parameter it names, or null.</param>
/// <param name="Message">Its text.</param>
internal sealed record WireError(int Status, string Type, string? Code, string? Parameter, string Message);
