namespace Hailstone.Pacing;

/// <summary>A kind of failure that has a name. The table of docs/pacing.md, a row each.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Class">What kind of end it is.</param>
/// <param name="Fault">The outcome of a trial that it concerns for good.</param>
internal sealed record ErrorKind(string Name, FailureClass Class, TrialFault? Fault = null)
{
    public static readonly ErrorKind RateLimit = new("rate_limit", FailureClass.Wait);
    public static readonly ErrorKind DailyLimit = new("daily_limit", FailureClass.Wait);
    public static readonly ErrorKind SlowDown = new("slow_down", FailureClass.Wait);
    public static readonly ErrorKind FlexCapacity = new("flex_capacity", FailureClass.Wait);
    public static readonly ErrorKind CreditInFlight = new("credit_in_flight", FailureClass.Wait);
    public static readonly ErrorKind TurnedAway = new("turned_away", FailureClass.Wait);

    public static readonly ErrorKind Overloaded = new("overloaded", FailureClass.Capacity);
    public static readonly ErrorKind Unreachable = new("unreachable", FailureClass.Capacity);

    public static readonly ErrorKind ServerError = new("server_error", FailureClass.MayHaveRun);
    public static readonly ErrorKind Timeout = new("timeout", FailureClass.MayHaveRun);
    public static readonly ErrorKind Conflict = new("conflict", FailureClass.MayHaveRun);
    public static readonly ErrorKind CutRequest = new("cut_request", FailureClass.MayHaveRun);
    public static readonly ErrorKind Relay = new("relay", FailureClass.MayHaveRun);
    public static readonly ErrorKind ConnectionLost = new("connection_lost", FailureClass.MayHaveRun);
    public static readonly ErrorKind IncompleteStream = new("incomplete_stream", FailureClass.MayHaveRun);
    public static readonly ErrorKind Malformed = new("malformed", FailureClass.MayHaveRun);
    public static readonly ErrorKind HtmlPage = new("html_page", FailureClass.MayHaveRun);

    public static readonly ErrorKind TooLong = new("too_long", FailureClass.Trial, TrialFault.TooLong);
    public static readonly ErrorKind Filtered = new("filtered", FailureClass.Trial, TrialFault.Filtered);

    public static readonly ErrorKind ModelNotFound = new("model_not_found", FailureClass.Model);
    public static readonly ErrorKind WrongEndpoint = new("wrong_endpoint", FailureClass.Model);
    public static readonly ErrorKind UnsupportedParameter = new("unsupported_parameter", FailureClass.Model);
    public static readonly ErrorKind InvalidSchema = new("invalid_schema", FailureClass.Model);
    public static readonly ErrorKind InvalidRequest = new("invalid_request", FailureClass.Model);
    public static readonly ErrorKind NoQuota = new("no_quota", FailureClass.Model);
    public static readonly ErrorKind Redirect = new("redirect", FailureClass.Model);
    public static readonly ErrorKind RelayRefused = new("relay_refused", FailureClass.Model);

    public static readonly ErrorKind InvalidKey = new("invalid_key", FailureClass.Key);
    public static readonly ErrorKind Forbidden = new("forbidden", FailureClass.Key);
    public static readonly ErrorKind Region = new("region", FailureClass.Key);
    public static readonly ErrorKind Billing = new("billing", FailureClass.Key);
    public static readonly ErrorKind QuotaExhausted = new("quota_exhausted", FailureClass.Key);
    public static readonly ErrorKind SpendCap = new("spend_cap", FailureClass.Key);
    public static readonly ErrorKind Certificate = new("certificate", FailureClass.Key);
}
