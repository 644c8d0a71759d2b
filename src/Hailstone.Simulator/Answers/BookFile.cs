using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Hailstone.Simulator.Answers;

/// <summary>From a file to a book: bytes, YAML without its traps, then the book.</summary>
internal static class BookFile
{
    private const int MostBytes = 4 << 20;
    private const int DeepestNesting = 16;

    public static AnswerBookResult Read(string path, IReadOnlyDictionary<string, string> prompts)
    {
        var file = Path.GetFileName(path);
        try
        {
            var bytes = new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : null;
            if (bytes is null)
                return One(file, null, "simulate.too-large", AnswerMessages.TooLarge, AnswerMessages.TooLargeMend);
            return Parse(new UTF8Encoding(false, true).GetString(bytes), file, prompts);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return One(file, null, "simulate.unreadable", Format(AnswerMessages.Unreadable, error.Message),
                AnswerMessages.UnreadableMend);
        }
        catch (DecoderFallbackException)
        {
            return One(file, null, "simulate.not-utf8", AnswerMessages.NotUtf8, AnswerMessages.NotUtf8Mend);
        }
    }

    public static AnswerBookResult Parse(string text, string file, IReadOnlyDictionary<string, string> prompts)
    {
        try
        {
            if (Trap(text) is { } mark)
                return One(file, mark, "simulate.trap", Format(AnswerMessages.Trap, DeepestNesting),
                    AnswerMessages.TrapMend);
            var yaml = new YamlStream();
            using (var reader = new StringReader(text))
                yaml.Load(reader);
            return new BookReader(file, prompts).Read(yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : null);
        }
        catch (YamlException error)
        {
            return One(file, error.Start, "simulate.not-yaml", Format(AnswerMessages.NotYaml, error.Message),
                AnswerMessages.NotYamlMend);
        }
    }

    /// <summary>Where an anchor, an alias, a tag, a second document or too deep a nesting stands, or null.</summary>
    private static Mark? Trap(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        var depth = 0;
        var documents = 0;
        while (parser.MoveNext())
        {
            var trap = parser.Current switch
            {
                AnchorAlias => true,
                NodeEvent node when !node.Anchor.IsEmpty || !node.Tag.IsEmpty => true,
                DocumentStart => ++documents > 1,
                _ => false,
            };
            depth += parser.Current?.NestingIncrease ?? 0;
            if (trap || depth > DeepestNesting)
                return parser.Current?.Start;
        }
        return null;
    }

    private static AnswerBookResult.Invalid One(string file, Mark? mark, string code, string message, string mend) =>
        new([new AnswerProblem(file, (int?)mark?.Line, (int?)mark?.Column, code, message, mend)]);

    private static string Format(string form, params object[] parts) =>
        string.Format(CultureInfo.InvariantCulture, form, parts);
}
