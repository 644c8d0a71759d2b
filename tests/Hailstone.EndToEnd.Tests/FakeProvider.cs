using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Hailstone.EndToEnd.Tests;

/// <summary>
/// A provider that shares no code with the program or its simulator: the least that a chat server must do.
/// </summary>
internal sealed class FakeProvider : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<int, HttpListenerContext, string, Task> _answer;
    private readonly bool _seesPreflight;
    private int _calls;

    private FakeProvider(int port, Func<int, HttpListenerContext, string, Task> answer, bool seesPreflight)
    {
        _answer = answer;
        _seesPreflight = seesPreflight;
        Url = $"http://127.0.0.1:{port}/v1";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The base URL.</summary>
    public string Url { get; }

    /// <summary>The prompts in the order of their arrival.</summary>
    public ConcurrentQueue<string> Prompts { get; } = new();

    /// <summary>The bodies of the calls that are out.</summary>
    public ConcurrentDictionary<HttpListenerContext, JsonElement> Bodies { get; } = new();

    /// <summary>Starts one on a free port.</summary>
    /// <param name="answer">Answers a call, by its number from 1; null answers each with 42.</param>
    /// <param name="seesPreflight">
    /// Whether the preflight's calls count and are answered like others; else each of them is answered well.
    /// </param>
    public static FakeProvider Start(
        Func<int, HttpListenerContext, string, Task>? answer = null, bool seesPreflight = false)
    {
        for (var tries = 0; ; tries++)
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            try
            {
                return new FakeProvider(port, answer ?? ((_, context, _) => AnswerAsync(context, "42")), seesPreflight);
            }
            catch (HttpListenerException) when (tries < 5)
            {
                // Another process took the port in between.
            }
        }
    }

    /// <summary>Answers a streaming question as the vendor does.</summary>
    public static async Task AnswerAsync(HttpListenerContext context, string text)
    {
        context.Response.ContentType = "text/event-stream";
        await using var output = context.Response.OutputStream;
        foreach (var line in new[]
        {
            $$"""data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}}},"finish_reason":null}]}""",
            """data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
            """data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12}}""",
            "data: [DONE]",
        })
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(line + "\n\n"));
        }
    }

    /// <summary>Answers a streaming question over the Responses API as the vendor does.</summary>
    public static async Task AnswerResponsesAsync(HttpListenerContext context, string text)
    {
        var said = JsonSerializer.Serialize(text);
        context.Response.ContentType = "text/event-stream";
        await using var output = context.Response.OutputStream;
        foreach (var (name, members) in new[]
        {
            ("response.created", """ "response":{"id":"r1","object":"response","status":"in_progress","output":[]}"""),
            ("response.output_text.delta", $$""" "item_id":"m1","output_index":0,"content_index":0,"delta":{{said}}"""),
            ("response.completed", $$$""" "response":{"id":"r1","object":"response","status":"completed","model":"m","output":[{"id":"m1","type":"message","role":"assistant","content":[{"type":"output_text","text":{{{said}}},"annotations":[]}]}],"usage":{"input_tokens":10,"output_tokens":2,"total_tokens":12}}"""),
        })
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(
                $"event: {name}\ndata: {{\"type\":\"{name}\",{members}}}\n\n"));
        }
    }

    /// <summary>Answers a streaming question over the Messages API as the vendor does.</summary>
    public static async Task AnswerMessagesAsync(HttpListenerContext context, string text)
    {
        var said = JsonSerializer.Serialize(text);
        context.Response.ContentType = "text/event-stream";
        await using var output = context.Response.OutputStream;
        foreach (var (name, members) in new[]
        {
            ("message_start", """ "message":{"id":"m1","type":"message","role":"assistant","content":[],"model":"m","stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}"""),
            ("content_block_start", """ "index":0,"content_block":{"type":"text","text":""}"""),
            ("ping", """ "ping":true"""),
            ("content_block_delta", $$$""" "index":0,"delta":{"type":"text_delta","text":{{{said}}}}"""),
            ("content_block_stop", """ "index":0"""),
            ("message_delta", """ "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}"""),
            ("message_stop", """ "last":true"""),
        })
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(
                $"event: {name}\ndata: {{\"type\":\"{name}\",{members}}}\n\n"));
        }
    }

    /// <summary>Answers a streaming question over the API that its path belongs to.</summary>
    public static Task AnswerInDialectAsync(HttpListenerContext context, string text)
    {
        var path = context.Request.Url!.AbsolutePath;
        return path.EndsWith("/responses", StringComparison.Ordinal) ? AnswerResponsesAsync(context, text)
            : path.EndsWith("/messages", StringComparison.Ordinal) ? AnswerMessagesAsync(context, text)
            : AnswerAsync(context, text);
    }

    /// <summary>Answers with an error.</summary>
    public static async Task RefuseAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var output = context.Response.OutputStream;
        await output.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => ServeAsync(context));
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            if (context.Request.HttpMethod == "GET")
            {
                await _answer(Interlocked.Increment(ref _calls), context, "");
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            using var body = JsonDocument.Parse(await reader.ReadToEndAsync());
            if (!body.RootElement.TryGetProperty("messages", out var messages))
                messages = body.RootElement.GetProperty("input");
            var prompt = messages[messages.GetArrayLength() - 1].GetProperty("content").GetString()!;
            if (!_seesPreflight && prompt.Contains("only checks the connection", StringComparison.Ordinal))
            {
                await AnswerInDialectAsync(context, "{\"ok\":true}");
                return;
            }

            Prompts.Enqueue(prompt);
            Bodies[context] = body.RootElement;
            await _answer(Interlocked.Increment(ref _calls), context, prompt);
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client died: that is what some tests are for.
        }
    }
}
