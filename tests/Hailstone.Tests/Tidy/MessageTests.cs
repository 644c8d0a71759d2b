using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Hailstone.Tests.Tidy;

/// <summary>Texts for people: whole in both languages, and each of use.</summary>
public sealed class MessageTests
{
    private const string English = ".resx";
    private const string Korean = ".ko.resx";

    private static readonly IReadOnlyList<string> Files =
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Of("src"), "*" + English, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Of(), path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "obj" or "bin")),
    ];

    private static IEnumerable<string> EnglishFiles =>
        Files.Where(path => !path.EndsWith(Korean, StringComparison.Ordinal));

    [Fact]
    public void Every_file_of_texts_stands_in_both_languages()
    {
        Assert.NotEmpty(EnglishFiles);
        Assert.Equal(
            EnglishFiles.Select(path => path[..^English.Length] + Korean).Order(StringComparer.Ordinal),
            Files.Where(path => path.EndsWith(Korean, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_languages_have_the_same_keys_with_the_same_placeholders() => Violations.None(
        from path in EnglishFiles
        let english = Texts(path)
        let korean = Texts(path[..^English.Length] + Korean)
        from key in english.Keys.Union(korean.Keys)
        where !english.ContainsKey(key) || !korean.ContainsKey(key)
            || !Placeholders(english[key]).SetEquals(Placeholders(korean[key]))
        select $"{path}: {key}");

    [Fact]
    public void No_text_is_empty() => Violations.None(
        from path in Files
        from text in Texts(path)
        where string.IsNullOrWhiteSpace(text.Value)
        select $"{path}: {text.Key}");

    [Fact]
    public void Every_text_is_used() => Violations.None(
        from path in EnglishFiles
        let project = string.Join('/', path.Split('/')[..2]) + "/"
        let name = Path.GetFileNameWithoutExtension(path)
        let source = string.Concat(SourceFile.All.Where(file => file.Path.StartsWith(project, StringComparison.Ordinal))
            .Select(file => file.Text))
        from key in Texts(path).Keys
            // By its property; or, where a text is chosen at run time, by its key as a literal.
        where !Regex.IsMatch(source, $@"\b{name}\.{key}\b|""{Regex.Escape(key)}""")
        select $"{path}: {key}");

    private static Dictionary<string, string> Texts(string path) => XDocument.Load(RepositoryRoot.Of(path.Split('/')))
        .Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Placeholders(string text) =>
        [.. Regex.Matches(text, @"\{\d+[^}]*\}").Select(match => match.Value)];
}
