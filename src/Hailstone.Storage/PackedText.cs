using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Hailstone.Storage;

/// <summary>A text as it is kept: in UTF-8, compressed with Brotli where that is smaller.</summary>
/// <param name="Length">The bytes of the text in UTF-8.</param>
/// <param name="IsBrotli">Whether <paramref name="Bytes"/> is compressed.</param>
/// <param name="Bytes">What is stored.</param>
internal readonly record struct PackedText(int Length, bool IsBrotli, byte[] Bytes)
{
    // Level 5 of 11 and a window of 2^18 bytes: answers are small, and packing must never hold up a run.
    private const int Quality = 5;
    private const int Window = 18;

    /// <summary>The longest text that is unpacked, in bytes of UTF-8: far over what an answer may have.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    /// <summary>Packs a text. A half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.</summary>
    /// <param name="text">The text.</param>
    public static PackedText Of(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(plain.Length, 1));
        try
        {
            return BrotliEncoder.TryCompress(plain, buffer, out var written, Quality, Window) && written < plain.Length
                ? new PackedText(plain.Length, true, buffer[..written])
                : new PackedText(plain.Length, false, plain);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Unpacks the text; null where the bytes are not what they say.</summary>
    public string? Unpack()
    {
        if (Length is < 0 or > MaxLength)
            return null;
        if (!IsBrotli)
            return Bytes.Length == Length ? Encoding.UTF8.GetString(Bytes) : null;
        var plain = new byte[Length];
        return BrotliDecoder.TryDecompress(Bytes, plain, out var written) && written == Length
            ? Encoding.UTF8.GetString(plain)
            : null;
    }
}
