using Hailstone.Providers;
using Hailstone.Suites;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>One call over the Messages API against a scripted network and clock.</summary>
internal sealed class MessagesCall : IDisposable
{
    private readonly HttpMessageInvoker _http;

    public MessagesCall(Script script, Ask? ask = null, Uri? url = null)
    {
        _http = script.Sender();
        url ??= new Uri("https://api.example.test");
        Task = new MessagesProvider(_http, url, ChatCall.Key, Time)
            .AskAsync(ask ?? Question(), _ => { }, CancellationToken.None);
    }

    public FakeTimeProvider Time { get; } = new();

    public Task<Exchange> Task { get; }

    public static async Task<Exchange> RunAsync(Script script, Ask? ask = null)
    {
        using var call = new MessagesCall(script, ask);
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
        var ask = ChatCall.Question(stream, fields: fields.Length == 0 ? [("max_tokens", "1024")] : fields);
        return ask with
        {
            Model = "claude-haiku-5-5",
            Settings = ask.Settings with { Dialect = "messages", Format = format ?? ask.Settings.Format },
        };
    }

    /// <summary>An event as the API sends it: its name stands before the data and in it.</summary>
    public static string Event(string type, string members = "") =>
        $"event: {type}\ndata: {{\"type\":\"{type}\"{(members.Length == 0 ? "" : ",")}{members}}}\n\n";

    public static string Start(string usage = """{"input_tokens":25,"output_tokens":1}""") => Event(
        "message_start",
        """
        "message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"claude-haiku-5-5",
        """
        + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":" + usage + "}");

    public static string Block(int index, string block) =>
        Event("content_block_start", $"\"index\":{index},\"content_block\":{block}");

    public static string Delta(int index, string type, string members) =>
        Event("content_block_delta", $"\"index\":{index},\"delta\":{{\"type\":\"{type}\",{members}}}");

    public static string BlockEnd(int index) => Event("content_block_stop", $"\"index\":{index}");

    public static string Text(string text, int index = 0) => Delta(index, "text_delta", $"\"text\":\"{text}\"");

    /// <summary>The last two events.</summary>
    public static string End(
        string reason, string members = "", string usage = """{"output_tokens":15}""") =>
        Event(
            "message_delta",
            $"\"delta\":{{\"stop_reason\":\"{reason}\",\"stop_sequence\":null{members}}},\"usage\":{usage}")
        + Event("message_stop");

    public void Dispose() => _http.Dispose();
}
