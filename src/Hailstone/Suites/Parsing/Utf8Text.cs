using System.Text;
using System.Text.Unicode;

namespace Hailstone.Suites.Parsing;

/// <summary>UTF-8 as files hold it: with or without a byte order mark, and nothing else.</summary>
internal static class Utf8Text
{
    /// <summary>The bytes without their mark, or null where they are no UTF-8 and that has been reported.</summary>
    public static ReadOnlyMemory<byte>? Check(byte[] bytes, string shown, ProblemLog problems)
    {
        if (Utf8.IsValid(bytes))
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(3) : bytes;

        var at = new Place(shown, LineOfFault(bytes));
        problems.Add(at, "suite.not-utf8", SuiteMessages.NotUtf8, SuiteMessages.NotUtf8Mend);
        return null;
    }

    private static int LineOfFault(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (!bytes.IsEmpty && Rune.DecodeFromUtf8(
            bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            line += rune.Value == '\n' ? 1 : 0;
            bytes = bytes[length..];
        }

        return line;
    }
}
