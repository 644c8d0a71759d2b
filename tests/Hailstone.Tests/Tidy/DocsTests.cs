using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Hailstone.Tests.Tidy;

public sealed class DocsTests
{
    private static readonly string[] Folders = ["src", "tests", "docs", "eng", "bench", "samples"];

    [Fact]
    public void Every_path_that_the_architecture_names_exists()
    {
        var text = File.ReadAllText(RepositoryRoot.Of("docs", "ARCHITECTURE.md"));
        var paths = Regex.Matches(text, "`([^`\n]+)`")
            .Select(match => match.Groups[1].Value)
            .Where(path => Folders.Contains(path.Split('/')[0]) && path.Contains('/', StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(paths);
        Violations.None(paths.Where(path => !Path.Exists(RepositoryRoot.Of(path.Split('/')))));
    }

    [Fact]
    public void The_architecture_names_every_project_and_every_room()
    {
        var text = File.ReadAllText(RepositoryRoot.Of("docs", "ARCHITECTURE.md"));
        var folders = Directory.EnumerateDirectories(RepositoryRoot.Of("src"))
            .Concat(Directory.EnumerateDirectories(RepositoryRoot.Of("src", "Hailstone")))
            .Select(path => Path.GetRelativePath(RepositoryRoot.Of(), path).Replace('\\', '/'))
            .Where(path => Path.GetFileName(path) is not ("bin" or "obj"));

        Assert.All(folders, folder => Assert.Contains($"`{folder}/`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_the_library_compiles()
    {
        var example = Regex.Match(File.ReadAllText(RepositoryRoot.Of("docs", "library.md")), "```csharp\n(.*?)```",
            RegexOptions.Singleline).Groups[1].Value;
        var code = "using System; using System.Threading; using Hailstone.Catalogue; using Hailstone.Providers;"
            + "using Microsoft.Extensions.AI;\n"
            + Regex.Replace(example, @"/\*.*?\*/", "(IChatClient)null!");

        var compiled = CSharpCompilation.Create(
            "example",
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(assembly => MetadataReference.CreateFromFile(assembly)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));

        Assert.NotEmpty(example);
        Violations.None(compiled.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
    }
}
