using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>One call over Chat Completions against a scripted network and clock.</summary>
internal sealed class ChatCall : IDisposable
{
    public const string Key = "test-key-0123456789";

    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _user = new();

    public ChatCall(Script script, Ask? ask = null, Uri? url = null)
    {
        _http = script.Sender();
        url ??= new Uri("https://api.example.test/v1");
        Task = new ChatProvider(_http, url, Key, Time).AskAsync(ask ?? Question(), Heads.Add, _user.Token);
    }

    public FakeTimeProvider Time { get; } = new();

    public List<ResponseHead> Heads { get; } = [];

    public Task<Exchange> Task { get; }

    public static async Task<Exchange> RunAsync(Script script, Ask? ask = null)
    {
        using var call = new ChatCall(script, ask);
        return await call.Task;
    }

    public static async Task<Response> AnswerAsync(Script script, Ask? ask = null) =>
        Assert.IsType<Exchange.Answered>(await RunAsync(script, ask)).Response;

    public static async Task<Failure> FailureAsync(Script script, Ask? ask = null) =>
        Assert.IsType<Exchange.Failed>(await RunAsync(script, ask)).Failure;

    public static Ask Question(
        bool stream = true, string prompt = "How many?", params (string Name, string Json)[] fields) =>
        new()
        {
            Model = "gpt-6-luna",
            Prompt = prompt,
            Settings = new RequestSettings
            {
                Dialect = "chat",
                InstructionRole = "system",
                Stream = stream,
                Fields = [.. fields.Select(field => KeyValuePair.Create(field.Name, Json(field.Json)))],
            },
            Limits = new PhaseLimits(
                TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(10)),
        };

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public void Cancel() => _user.Cancel();

    public void Dispose()
    {
        _user.Dispose();
        _http.Dispose();
    }
}
