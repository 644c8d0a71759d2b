using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Hailstone.Reports;
using Xunit;

namespace Hailstone.Tests.Reports;

/// <summary>Reports as text, and texts to compare them with.</summary>
internal static class Texts
{
    public static string Json(Report report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        JsonReport.Write(report, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Terminal(Report report, int width, string language = "en") =>
        InLanguage(language, writer => TextReport.Write(report, writer, width));

    /// <summary>What is written where a person's language is this.</summary>
    public static string InLanguage(string language, Action<TextWriter> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            write(writer);
            return writer.ToString();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Compares with a file; where it differs, what came is written beside the test program.</summary>
    public static void AssertGolden(string name, string text)
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "Golden", name);
        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected == text)
            return;
        var came = Path.Combine(AppContext.BaseDirectory, name);
        File.WriteAllText(came, text);
        Assert.Fail($"{name} is not what it was; what came is in {came}:\n{text}");
    }

    /// <summary>A file of the repository.</summary>
    public static string Repository(params string[] path) =>
        File.ReadAllText(Path.Combine([Path.GetDirectoryName(Here())!, "..", "..", "..", .. path]));

    private static string Here([CallerFilePath] string path = "") => path;
}
