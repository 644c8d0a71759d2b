using System.Globalization;
using System.Text.Json;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>Anthropic's words for each refusal, as programs that read them have recorded them.</summary>
internal static class AnthropicErrors
{
    private const string Invalid = "invalid_request_error";
    private const string Limited = "rate_limit_error";

    public static WireError Word(Refusal refusal) => refusal switch
    {
        Refusal.NoSuchPath => new(404, "not_found_error", null, null, "Not Found"),
        Refusal.NoKey => new(401, "authentication_error", null, null, "x-api-key header is required"),
        Refusal.WrongKey => new(401, "authentication_error", null, null, "invalid x-api-key"),
        Refusal.NoJson => new(400, Invalid, null, null, "The request body is not valid JSON."),
        Refusal.MissingHeader header => new(400, Invalid, null, null, $"{header.Name}: header is required"),
        Refusal.MissingParameter missing => new(400, Invalid, null, null, $"{missing.Name}: Field required"),
        Refusal.InvalidParameter invalid => new(400, Invalid, null, null,
            $"{invalid.Name}: Input should be {invalid.Expected}"),
        Refusal.StrangeParameter strange => new(400, Invalid, null, null,
            $"{strange.Name}: Extra inputs are not permitted"),
        Refusal.Against against => new(400, Invalid, null, null, against.Sentence),
        Refusal.UnknownModel unknown => new(404, "not_found_error", null, null, $"model: {unknown.Model}"),
        Refusal.UnsupportedParameter unsupported => new(400, Invalid, null, null,
            $"`{unsupported.Name}` is deprecated for this model."),
        Refusal.UnsupportedValue value => new(400, Invalid, null, null,
            $"`{value.Name}` is deprecated for this model."),
        Refusal.RetiredModel retired => new(404, "not_found_error", null, null, $"model: {retired.Model}"),
        Refusal.OtherApi other => new(404, "not_found_error", null, null, $"model: {other.Model}"),
        Refusal.Conflict conflict => new(400, Invalid, null, null,
            $"`{conflict.One}` and `{conflict.Other}` cannot both be specified for this model. Please use only one."),
        Refusal.NoEffort => new(400, Invalid, null, null, "This model does not support the effort parameter."),
        Refusal.UnsupportedEffort effort => new(400, Invalid, null, null,
            $"This model does not support effort level '{effort.Value}'. Supported levels: "
            + $"{string.Join(", ", effort.Known.Order(StringComparer.Ordinal))}."),
        Refusal.BadSchema => new(400, Invalid, null, null,
            "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false"),
        Refusal.TooLong tooLong => new(400, Invalid, null, null, string.Create(CultureInfo.InvariantCulture,
            $"prompt is too long: {tooLong.Tokens} tokens > {tooLong.Window} maximum")),
        Refusal.RateLimited limited => new(429, Limited, null, null, AnthropicLimits.Words(limited)),
        Refusal.SlowDown { Ramp: { } ramp } slow =>
            new(429, Limited, null, null, AnthropicLimits.Words(slow, ramp)),
        Refusal.QueueFull full => new(full.Status, "overloaded_error", null, null, "Overloaded"),
        Refusal.SlowDown => new(429, Limited, "ramp_limit_exceeded", null,
            "This request would exceed your organization's ramp limit, which caps how fast usage can grow. "
            + "Please try again later."),
        Refusal.Filtered => new(400, Invalid, null, null, "Output blocked by content filtering policy"),
        Refusal.ServerError => new(500, "api_error", null, null, "Internal server error"),
        Refusal.AccountStopped stopped => AnthropicAccount.Word(stopped.State, stopped.Now),
        Refusal.Overloaded overloaded => new(overloaded.Status, "overloaded_error", null, null, "Overloaded"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    /// <summary>The body of an error.</summary>
    public static string Body(WireError error, string requestId) => Json.Object(writer =>
    {
        writer.WriteString("type", "error");
        Write(writer, error);
        writer.WriteString("request_id", "req_" + requestId);
    });

    /// <summary>Writes the member <c>error</c>.</summary>
    public static void Write(Utf8JsonWriter writer, WireError error)
    {
        writer.WriteStartObject("error");
        writer.WriteString("type", error.Type);
        writer.WriteString("message", error.Message);
        if (error.Code is not null)
        {
            writer.WriteStartObject("details");
            writer.WriteString("error_code", error.Code);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
