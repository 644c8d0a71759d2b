using Hailstone.Providers;
using Hailstone.Suites;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>One call over the Responses API against a scripted network and clock.</summary>
internal sealed class ResponsesCall : IDisposable
{
    private readonly HttpMessageInvoker _http;

    public ResponsesCall(Script script, Ask? ask = null, Uri? url = null)
    {
        _http = script.Sender();
        url ??= new Uri("https://api.example.test/v1");
        Task = new ResponsesProvider(_http, url, ChatCall.Key, Time)
            .AskAsync(ask ?? Question(), _ => { }, CancellationToken.None);
    }

    public FakeTimeProvider Time { get; } = new();

    public Task<Exchange> Task { get; }

    public static async Task<Exchange> RunAsync(Script script, Ask? ask = null)
    {
        using var call = new ResponsesCall(script, ask);
        return await call.Task;
    }

    public static async Task<Response> AnswerAsync(Script script, Ask? ask = null) =>
        Assert.IsType<Exchange.Answered>(await RunAsync(script, ask)).Response;

    public static async Task<Failure> FailureAsync(Script script, Ask? ask = null) =>
        Assert.IsType<Exchange.Failed>(await RunAsync(script, ask)).Failure;

    public static Task<Response> WholeAsync(string body) =>
        AnswerAsync(Script.Answering(body), Question(stream: false));

    public static Ask Question(
        bool stream = true, AnswerFormat? format = null, params (string Name, string Json)[] fields)
    {
        var ask = ChatCall.Question(stream, fields: fields);
        return ask with
        {
            Settings = ask.Settings with
            {
                Dialect = "responses",
                InstructionRole = "developer",
                Format = format ?? ask.Settings.Format,
            },
        };
    }

    /// <summary>An event as the API sends it: its name stands before the data and in it.</summary>
    public static string Event(string type, string members) =>
        $"event: {type}\ndata: {{\"type\":\"{type}\",{members}}}\n\n";

    public static string Text(string delta, int output = 1) => Event(
        "response.output_text.delta",
        $"\"content_index\":0,\"delta\":\"{delta}\",\"item_id\":\"msg_1\",\"logprobs\":[],\"obfuscation\":\"KxP\","
        + $"\"output_index\":{output},\"sequence_number\":7");

    public static string Refusal(string delta) => Event(
        "response.refusal.delta",
        $"\"content_index\":0,\"delta\":\"{delta}\",\"item_id\":\"msg_1\",\"output_index\":1,\"sequence_number\":7");

    /// <summary>The last event, with the members of its response.</summary>
    public static string End(string status, string members = "") => Event(
        $"response.{status}",
        $"\"response\":{{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"{status}\"{members}}},\"sequence_number\":9");

    public void Dispose() => _http.Dispose();
}
