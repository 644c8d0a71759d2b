using System.Globalization;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>
/// Asks vendors what an organization has used: OpenAI's usage and costs, Anthropic's usage and cost reports. They take
/// an administrator's key, tell what is some minutes old, and count everybody in the organization.
/// </summary>
/// <remarks>
/// https://platform.openai.com/docs/api-reference/usage, https://docs.claude.com/en/api/usage-cost-api. Anthropic's
/// amounts are in cents.
/// </remarks>
/// <param name="http">What sends, from <see cref="ProviderHttp.Create"/>; it stays the caller's.</param>
/// <param name="time">The clock.</param>
public sealed class VendorBooks(HttpMessageInvoker http, TimeProvider time)
{
    private const int MostPages = 200;
    private const int MostBytes = 16 << 20;
    private const int MessageCharacters = 300;
    private const decimal CentsInDollar = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Asks OpenAI.</summary>
    /// <param name="baseUrl">Where the API is, <c>/v1</c> included.</param>
    /// <param name="adminKey">The administrator's key.</param>
    /// <param name="since">The first day, in UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<VendorAnswer> OpenAiAsync(
        Uri baseUrl, string adminKey, DateOnly since, CancellationToken cancellation) => AskAsync(
        adminKey,
        async () =>
        {
            var start = new DateTimeOffset(since, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
            var report = new VendorReport("openai", since) { Calls = 0, Usd = 0 };
            var headers = Endpoint.BearerHeaders(adminKey);
            var usage = new Page(
                baseUrl, "organization/usage/completions", $"start_time={start}&bucket_width=1d&limit=31");
            await foreach (var result in ResultsAsync(usage, adminKey, headers, cancellation))
            {
                report = report with
                {
                    Calls = report.Calls + Count(result, "num_model_requests"),
                    InputTokens = report.InputTokens + Count(result, "input_tokens"),
                    OutputTokens = report.OutputTokens + Count(result, "output_tokens"),
                };
            }

            var costs = new Page(baseUrl, "organization/costs", $"start_time={start}&bucket_width=1d&limit=180");
            await foreach (var result in ResultsAsync(costs, adminKey, headers, cancellation))
                report = report with { Usd = report.Usd + Amount(result.GetProperty("amount").GetProperty("value")) };
            return report;
        });

    /// <summary>Asks Anthropic.</summary>
    /// <param name="baseUrl">Where the API is, without <c>/v1</c>.</param>
    /// <param name="adminKey">The administrator's key.</param>
    /// <param name="since">The first day, in UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<VendorAnswer> AnthropicAsync(
        Uri baseUrl, string adminKey, DateOnly since, CancellationToken cancellation) => AskAsync(
        adminKey,
        async () =>
        {
            var start = since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
            var report = new VendorReport("anthropic", since) { Usd = 0 };
            KeyValuePair<string, string>[] headers =
                [new("x-api-key", adminKey), new("anthropic-version", "2023-06-01")];
            var usage = new Page(
                baseUrl, "v1/organizations/usage_report/messages", $"starting_at={start}&bucket_width=1d&limit=31");
            await foreach (var result in ResultsAsync(usage, adminKey, headers, cancellation))
            {
                var cache = result.TryGetProperty("cache_creation", out var written) ? written : default;
                report = report with
                {
                    InputTokens = report.InputTokens + Count(result, "uncached_input_tokens")
                        + Count(result, "cache_read_input_tokens") + Count(cache, "ephemeral_5m_input_tokens")
                        + Count(cache, "ephemeral_1h_input_tokens"),
                    OutputTokens = report.OutputTokens + Count(result, "output_tokens"),
                };
            }

            var costs = new Page(
                baseUrl, "v1/organizations/cost_report", $"starting_at={start}&bucket_width=1d&limit=31");
            await foreach (var result in ResultsAsync(costs, adminKey, headers, cancellation))
                report = report with { Usd = report.Usd + (Amount(result.GetProperty("amount")) / CentsInDollar) };
            return report;
        });

    private static async Task<VendorAnswer> AskAsync(string key, Func<Task<VendorReport>> ask)
    {
        try
        {
            return new VendorAnswer.Told(await ask());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException
            or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            var line = Redaction.Of(fault.Message, key).ReplaceLineEndings(" ");
            return new VendorAnswer.Refused(
                line.Length <= MessageCharacters ? line : string.Concat(line.AsSpan(0, MessageCharacters), "…"));
        }
    }

    private async IAsyncEnumerable<JsonElement> ResultsAsync(
        Page page,
        string key,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        for (var number = 0; number < MostPages; number++)
        {
            var query = next is null ? page.Query : $"{page.Query}&page={Uri.EscapeDataString(next)}";
            var url = new UriBuilder(Endpoint.Of(page.BaseUrl, page.Path, key)) { Query = query }.Uri;
            using var body = await GetAsync(url, headers, cancellation);
            foreach (var bucket in body.RootElement.GetProperty("data").EnumerateArray())
            {
                foreach (var result in bucket.GetProperty("results").EnumerateArray())
                    yield return result;
            }

            next = body.RootElement.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True
                ? body.RootElement.GetProperty("next_page").GetString()
                : null;
            if (next is null)
                yield break;
        }

        throw new InvalidOperationException("The report has no end.");
    }

    private async Task<JsonDocument> GetAsync(
        Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, both.Token);
        await response.Content.LoadIntoBufferAsync(MostBytes, both.Token);
        var text = await response.Content.ReadAsStringAsync(both.Token);
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(text)
            : throw new HttpRequestException($"HTTP {(int)response.StatusCode}: {text}");
    }

    private static long Count(JsonElement result, string name) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(name, out var count)
            && count.ValueKind == JsonValueKind.Number
            ? count.GetInt64()
            : 0;

    private static decimal Amount(JsonElement amount) => amount.ValueKind == JsonValueKind.String
        ? decimal.Parse(amount.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : amount.GetDecimal();

    private sealed record Page(Uri BaseUrl, string Path, string Query);
}
