using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hailstone.Ledger;
using Hailstone.Running;
using Microsoft.Extensions.Logging;

namespace Hailstone.Cli.Session;

/// <summary>
/// Tells a program and a webhook of the user's own when a budget runs low. Whatever comes of it, the run goes on.
/// </summary>
/// <param name="inner">Who watches beside.</param>
/// <param name="notice">Whom to tell.</param>
/// <param name="run">The run's id.</param>
/// <param name="http">The sender.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is written what went wrong.</param>
internal sealed partial class BudgetAlarm(
    IRunWatcher inner, BudgetNotice notice, string run, HttpMessageInvoker http, TimeProvider time, ILogger log)
    : IRunWatcher
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // One after the other, in their order: there are never more than the shares of a budget, and its end.
    private Task _told = Task.CompletedTask;

    public void Kept(Fact fact)
    {
        inner.Kept(fact);
        if (fact is RunEnded { Because: EndReason.Budget } ended)
            Tell(new JsonObject { ["event"] = "budget_spent", ["run"] = run, ["at"] = ended.At });
    }

    public void Read(Fact fact) => inner.Read(fact);

    public void Moved(RunStatus status) => inner.Moved(status);

    public void Warned(BudgetWarning warning)
    {
        inner.Warned(warning);
        Tell(new JsonObject
        {
            ["event"] = "budget_warning",
            ["run"] = run,
            ["at"] = time.GetUtcNow(),
            ["share"] = warning.Share,
            ["spent_usd"] = Usd(warning.SpentUsd),
            ["budget_usd"] = Usd(warning.BudgetUsd),
        });
    }

    /// <summary>Waits until all is told, or given up.</summary>
    public Task AllToldAsync() => _told;

    // As the report says money: a decimal text, which no reader rounds.
    private static string Usd(decimal usd) => usd.ToString("0.000000", CultureInfo.InvariantCulture);

    private void Tell(JsonObject news) => _told = TellAfterAsync(_told, news.ToJsonString());

    private async Task TellAfterAsync(Task before, string json)
    {
        await before;
        if (notice.Command is { } command && await OwnProgram.RunAsync(command, json, Longest, time) is { } broke)
            CommandFailed(log, broke);
        if (notice.Webhook is { } webhook && await PostAsync(webhook, json) is { } refused)
            WebhookFailed(log, refused);
    }

    private async Task<string?> PostAsync(Uri webhook, string json)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook)
            {
                Content = new StringContent(json, new MediaTypeHeaderValue("application/json")),
            };
            using var answer = await http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            // Not the message: the address may stand in it, and a webhook's is a secret.
            return fault is HttpRequestException failed ? failed.HttpRequestError.ToString() : "no answer in time";
        }
    }

    [LoggerMessage(101, LogLevel.Warning, "The budget's command failed: {Because}")]
    private static partial void CommandFailed(ILogger log, string because);

    [LoggerMessage(102, LogLevel.Warning, "The budget's webhook failed: {Because}")]
    private static partial void WebhookFailed(ILogger log, string because);
}
