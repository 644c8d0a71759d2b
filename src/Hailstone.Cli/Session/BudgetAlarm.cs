using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Running;
using Microsoft.Extensions.Logging;

namespace Hailstone.Cli.Session;

/// <summary>
/// Tells a program and a webhook of the user's own when a budget runs low. Whatever comes of it, the run goes on.
/// </summary>
/// <param name="inner">Who watches beside.</param>
/// <param name="notice">Whom to tell.</param>
/// <param name="run">The run's id.</param>
/// <param name="plan">The plan, which names the targets.</param>
/// <param name="http">The sender.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is written what went wrong.</param>
internal sealed partial class BudgetAlarm(
    IRunWatcher inner,
    BudgetNotice notice,
    string run,
    Plan plan,
    HttpMessageInvoker http,
    TimeProvider time,
    ILogger log)
    : IRunWatcher
{
    private const int MostOfTargets = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // One after the other, in their order: of the run there are never more than the shares of its budget, and its end.
    private Task _told = Task.CompletedTask;
    private int _ofTargets;

    public void Kept(Fact fact)
    {
        inner.Kept(fact);
        if (fact is RunEnded { Because: EndReason.Budget } ended)
            Tell(News("budget_spent", ended.At), null);
        else if (fact is TargetStopped { OutOfMoney: true } stopped)
            Tell(News("target_budget_spent", stopped.At), plan.Targets[stopped.Target].Target.Id);
    }

    public void Read(Fact fact) => inner.Read(fact);

    public void Moved(RunStatus status) => inner.Moved(status);

    public void Warned(BudgetWarning warning)
    {
        inner.Warned(warning);
        var news = News("budget_warning", time.GetUtcNow());
        news["share"] = warning.Share;
        news["spent_usd"] = Usd(warning.SpentUsd);
        news["budget_usd"] = Usd(warning.BudgetUsd);
        Tell(news, warning.Target);
    }

    /// <summary>Waits until all is told, or given up.</summary>
    public async Task AllToldAsync()
    {
        await _told;
        if (_ofTargets > MostOfTargets && notice is not { Command: null, Webhook: null })
            NotTold(log, _ofTargets - MostOfTargets);
    }

    private JsonObject News(string kind, DateTimeOffset at) => new() { ["event"] = kind, ["run"] = run, ["at"] = at };

    // As the report says money: a decimal text, which no reader rounds.
    private static string Usd(decimal usd) => usd.ToString("0.000000", CultureInfo.InvariantCulture);

    private void Tell(JsonObject news, string? target)
    {
        if (target is not null && ++_ofTargets > MostOfTargets)
            return;
        if (target is not null)
            news["target"] = target;
        _told = TellAfterAsync(_told, news.ToJsonString());
    }

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

    [LoggerMessage(103, LogLevel.Warning, "News of targets' budgets that were not told, to be brief: {Count}")]
    private static partial void NotTold(ILogger log, int count);
}
