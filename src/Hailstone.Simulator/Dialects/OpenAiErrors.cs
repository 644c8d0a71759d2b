using System.Globalization;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Dialects;

/// <summary>OpenAI's words for each refusal, as programs that read them have recorded them.</summary>
internal static class OpenAiErrors
{
    private const string Invalid = "invalid_request_error";
    private const string Limits = "Visit https://platform.openai.com/account/rate-limits to learn more.";

    public static WireError Word(Refusal refusal, IDialect dialect) => refusal switch
    {
        Refusal.NoSuchPath path => new(404, Invalid, null, null, $"Invalid URL ({path.Method} {path.Path})"),
        Refusal.NoKey => new(401, Invalid, null, null,
            "You didn't provide an API key. Send it in the Authorization header: Bearer YOUR_KEY."),
        // A key is never repeated, not even masked.
        Refusal.WrongKey => new(401, Invalid, "invalid_api_key", null, "Incorrect API key provided: ****."),
        Refusal.NoJson => new(400, Invalid, null, null, "We could not parse the JSON body of your request."),
        Refusal.MissingParameter missing => new(400, Invalid, "missing_required_parameter", missing.Name,
            $"Missing required parameter: '{missing.Name}'."),
        Refusal.InvalidParameter invalid => new(400, Invalid, "invalid_value", invalid.Name,
            $"Invalid value for '{invalid.Name}': expected {invalid.Expected}."),
        Refusal.StrangeParameter { Instead: { } instead } strange => new(400, Invalid, "unsupported_parameter",
            strange.Name, $"Unsupported parameter: '{strange.Name}'. In the Responses API, this parameter has moved to "
            + $"'{instead}'. Try again with the new parameter."),
        Refusal.StrangeParameter strange => new(400, Invalid, "unknown_parameter", strange.Name,
            $"Unknown parameter: '{strange.Name}'."),
        Refusal.TooSmall small => new(400, Invalid, "integer_below_min_value", small.Name,
            $"Invalid '{small.Name}': integer below minimum value. "
            + Invariant($"Expected a value >= {small.Least}, but got {small.Value} instead.")),
        Refusal.UnknownModel unknown => new(404, Invalid, "model_not_found", null,
            $"The model `{unknown.Model}` does not exist or you do not have access to it."),
        Refusal.UnsupportedParameter unsupported => new(400, Invalid, "unsupported_parameter", unsupported.Name,
            $"Unsupported parameter: '{unsupported.Name}' is not supported with this model."
            + (unsupported.Name == "max_tokens" ? " Use 'max_completion_tokens' instead." : "")),
        Refusal.UnsupportedValue value => new(400, Invalid, "unsupported_value", value.Name,
            $"Unsupported value: '{value.Name}' does not support {value.Value} with this model. "
            + $"Only the default ({value.Default}) value is supported."),
        Refusal.RateLimited limited => RateLimited(limited),
        Refusal.SlowDown => new(429, "rate_limit_error", "slow_down", null,
            "Your requests are coming in too fast. Please reduce your request rate, keep it steady for a while, and "
            + "then raise it slowly."),
        Refusal.Filtered => new(400, Invalid, "content_filter", null,
            "The response was filtered because it met the provider's content policy."),
        Refusal.RetiredModel retired => new(404, Invalid, "model_not_found", null,
            $"The model `{retired.Model}` has been deprecated, learn more here: "
            + "https://platform.openai.com/docs/deprecations"),
        Refusal.OtherApi other => OtherApi(other),
        Refusal.Conflict conflict => new(400, Invalid, null, conflict.Other,
            $"'{conflict.One}' and '{conflict.Other}' cannot both be given for this model."),
        Refusal.NoEffort effort => new(400, Invalid, "unsupported_parameter", effort.Name,
            $"Unsupported parameter: '{effort.Name}' is not supported with this model."),
        Refusal.UnsupportedEffort effort => new(400, Invalid, "unsupported_value", effort.Name,
            $"Unsupported value: '{effort.Value}' is not supported with the '{effort.Model}' model. "
            + $"Supported values are: {All(effort.Known)}."),
        Refusal.BadSchema schema => BadSchema(schema, dialect),
        Refusal.TooLong tooLong => TooLong(tooLong, dialect),
        Refusal.AccountStopped stopped => OpenAiAccount.Word(stopped.State),
        // Ollama's words: OpenAI itself has no such queue.
        Refusal.QueueFull full => new(full.Status, "api_error", null, null,
            "server busy, please try again.  maximum pending requests exceeded"),
        Refusal.ServerError => new(500, "server_error", null, null,
            "The server had an error while processing your request."),
        Refusal.Overloaded overloaded => new(overloaded.Status, "service_unavailable_error",
            "server_is_overloaded", null,
            "The server is currently overloaded. Please try again later."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    private static WireError OtherApi(Refusal.OtherApi other) => (other.Asked, other.Only) switch
    {
        ("chat", "responses") => new(404, Invalid, null, "model",
            "This model is only supported in v1/responses and not in v1/chat/completions."),
        ("chat", _) => new(404, Invalid, null, "model",
            "This is not a chat model and thus not supported in the v1/chat/completions endpoint. "
            + "Did you mean to use v1/completions?"),
        _ => new(400, Invalid, null, "model",
            $"The requested model '{other.Model}' is not supported with the Responses API."),
    };

    private static WireError BadSchema(Refusal.BadSchema schema, IDialect dialect)
    {
        var context = schema.Fault.Context;
        var place = context.Count == 1 ? $"('{context[0]}',)" : $"({string.Join(", ", context.Select(Quoted))})";
        var why = schema.Fault.Missing is { } missing
            ? "'required' is required to be supplied and to be an array including every key in properties. "
                + $"Missing '{missing}'."
            : "'additionalProperties' is required to be supplied and to be false.";
        var message = $"Invalid schema for response_format '{schema.Name}': In context={place}, {why}";
        return dialect.Name == "chat"
            ? new(400, Invalid, null, "response_format", message)
            : new(400, Invalid, "invalid_json_schema", "text.format.schema", message);
    }

    private static WireError TooLong(Refusal.TooLong tooLong, IDialect dialect) => dialect.Name == "chat"
        ? new(400, Invalid, "context_length_exceeded", "messages",
            Invariant($"This model's maximum context length is {tooLong.Window} tokens. However, your messages ")
            + Invariant($"resulted in {tooLong.Tokens} tokens. Please reduce the length of the messages."))
        : new(400, Invalid, "context_length_exceeded", "input",
            "Your input exceeds the context window of this model. Please adjust your input and try again.");

    /// <summary>'a', 'b', and 'c'.</summary>
    private static string All(IReadOnlyList<string> values) => values.Count switch
    {
        1 => Quoted(values[0]),
        2 => $"{Quoted(values[0])} and {Quoted(values[1])}",
        _ => $"{string.Join(", ", values.SkipLast(1).Select(Quoted))}, and {Quoted(values[^1])}",
    };

    private static string Quoted(string value) => $"'{value}'";

    private static WireError RateLimited(Refusal.RateLimited limited)
    {
        var where = limited.Quota?.Kind == QuotaKind.ProjectTokensPerMinute
            ? "project " + SimulatorOptions.ProjectId
            : "organization " + limited.Organization;
        var who = $"for {limited.Model} in {where}";
        var type = limited.Quota?.CountsTokens == true ? "tokens" : "requests";
        return new(429, type, "rate_limit_exceeded", null, (limited.Quota, limited.Wait) switch
        {
            (null, null) => $"Rate limit reached {who}. {Limits}",
            (null, var wait) => $"Rate limit reached {who}. {Again(wait)} {Limits}",
            ({ Used: { } used } quota, var wait) =>
                Invariant($"Rate limit reached {who} on {Name(quota.Kind)}: Limit {quota.Limit}, Used {used}, ")
                + Invariant($"Requested {quota.Requested}. {Again(wait)} {Limits}"),
            ({ } quota, _) =>
                Invariant($"Request too large {who} on {Name(quota.Kind)}: Limit {quota.Limit}, ")
                + Invariant($"Requested {quota.Requested}. The input or output tokens must be reduced in order to run ")
                + $"successfully. {Limits}",
        });
    }

    private static string Again(TimeSpan? wait) => $"Please try again in {GoDuration.Format(wait ?? TimeSpan.Zero)}.";

    private static string Name(QuotaKind kind) => kind switch
    {
        QuotaKind.RequestsPerMinute => "requests per min (RPM)",
        QuotaKind.RequestsPerDay => "requests per day (RPD)",
        QuotaKind.TokensPerDay => "tokens per day (TPD)",
        QuotaKind.InputTokensPerMinute => "input tokens per min (ITPM)",
        QuotaKind.OutputTokensPerMinute => "output tokens per min (OTPM)",
        _ => "tokens per min (TPM)",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
