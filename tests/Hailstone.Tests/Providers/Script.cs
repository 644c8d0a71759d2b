using System.Net;
using System.Text;

namespace Hailstone.Tests.Providers;

/// <summary>What stands where the network is will answer, and what it was asked.</summary>
internal sealed class Script(Func<CancellationToken, Task<HttpResponseMessage>> answer)
{
    public List<string> Bodies { get; } = [];

    public HttpRequestMessage? Last { get; private set; }

    public static Script Answering(
        string body,
        int status = 200,
        string type = "application/json",
        params (string Name, string Value)[] headers) =>
        new(_ => Task.FromResult(Response(new MemoryStream(Encoding.UTF8.GetBytes(body)), status, type, headers)));

    public static Script Streaming(string events) => Answering(events, type: "text/event-stream");

    public static Script Streaming(ScriptedBody body) =>
        new(_ => Task.FromResult(Response(body, 200, "text/event-stream")));

    public static Script Streaming(IEnumerable<byte[]> pieces, Exception? breaks = null) =>
        new(_ => Task.FromResult(Response(ScriptedBody.Of(pieces, breaks), 200, "text/event-stream")));

    public static Script Failing(Exception exception) => new(_ => Task.FromException<HttpResponseMessage>(exception));

    public static HttpResponseMessage Response(
        Stream body, int status, string type, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    /// <summary>A sender that takes the request's body as a connection would, and answers as the script says.</summary>
    public HttpMessageInvoker Sender()
    {
        Handler? handler = null;
        try
        {
            handler = new Handler(this);
            var sender = new HttpMessageInvoker(handler);
            handler = null;
            return sender;
        }
        finally
        {
            handler?.Dispose();
        }
    }

    private sealed class Handler(Script script) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            script.AnswerAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Last = request;
        using var sent = new MemoryStream();
        if (request.Content is not null)
            await request.Content.CopyToAsync(sent, cancellation);
        Bodies.Add(Encoding.UTF8.GetString(sent.ToArray()));
        return await answer(cancellation);
    }
}
