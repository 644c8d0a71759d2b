using System.Globalization;

namespace Hailstone.Simulator.Visits;

/// <summary>The headers that say when to come again.</summary>
internal static class RetryAfter
{
    /// <summary>How a vendor says it, or null where it does not.</summary>
    public static RetryAfterForm? FormOf(Vendor vendor) => vendor switch
    {
        Vendor.OpenAi or Vendor.Azure => RetryAfterForm.SecondsAndMilliseconds,
        Vendor.Mistral => null,
        _ => RetryAfterForm.Seconds,
    };

    /// <summary>Writes them.</summary>
    /// <param name="form">In which form.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="sent">The wall clock when the response is sent.</param>
    /// <param name="headers">Where to.</param>
    public static void Write(
        RetryAfterForm form, TimeSpan wait, DateTimeOffset sent, Dictionary<string, string> headers)
    {
        if (form is RetryAfterForm.Seconds or RetryAfterForm.SecondsAndMilliseconds)
            headers["retry-after"] = Whole(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));
        if (form is RetryAfterForm.Milliseconds or RetryAfterForm.SecondsAndMilliseconds)
            headers["retry-after-ms"] = Whole(Math.Ceiling(wait.TotalMilliseconds));
        // Dates have whole seconds: rounded up, so that whoever obeys is not too early.
        if (form is RetryAfterForm.Date)
            headers["retry-after"] = (sent + wait + TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1))
                .ToString("r", CultureInfo.InvariantCulture);
    }

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
