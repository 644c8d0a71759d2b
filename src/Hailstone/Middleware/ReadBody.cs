using System.Runtime.ExceptionServices;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>The first bytes of a response's body, read before the caller gets it.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsWhole">Whether they are all of it.</param>
/// <param name="Broken">What broke the connection behind them, or null.</param>
internal sealed record ReadBody(ReadOnlyMemory<byte> Bytes, bool IsWhole, Exception? Broken)
{
    /// <summary>Reads up to a bound; the response then holds the same bytes, and the same end, once more.</summary>
    public static async Task<ReadBody> OfAsync(
        HttpResponseMessage response, int mostBytes, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        Exception? broken = null;
        var isWhole = false;
        try
        {
            while (!isWhole && kept.Length < mostBytes)
            {
                var count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
                kept.Write(buffer.AsSpan(0, count));
                isWhole = count == 0;
            }
        }
        catch (Exception failure) when (NetworkFailure.Is(failure) && !cancellation.IsCancellationRequested)
        {
            broken = failure;
        }

        var bytes = kept.GetBuffer().AsMemory(0, (int)kept.Length);
        if (isWhole)
            await stream.DisposeAsync().ConfigureAwait(false);
        Replace(response, new RestoredStream(
            bytes,
            isWhole ? Stream.Null : stream,
            broken is null ? null : ExceptionDispatchInfo.Capture(broken)));
        return new ReadBody(bytes, isWhole, broken);
    }

    /// <summary>Puts another stream in the place of a response's body, under the same headers.</summary>
    public static void Replace(HttpResponseMessage response, Stream stream)
    {
        var content = new StreamContent(stream);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            content.Headers.TryAddWithoutValidation(name, values);
        response.Content = content;
    }
}
