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
    public void The_examples_of_the_library_compile()
    {
        // Those that are indented need packages which are not here.
        var text = File.ReadAllText(RepositoryRoot.Of("docs", "library.md"));
        var examples = Regex.Matches(
            text, "^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline);

        Assert.Equal(3, examples.Count);
        Violations.None(examples.SelectMany(example => Errors(example.Groups[1].Value)));
    }

    private static IEnumerable<string> Errors(string example)
    {
        var code = "using System; using System.Net.Http; using System.Net.Http.Json; using System.Threading;"
            + "using Hailstone.Catalogue; using Hailstone.Middleware; using Hailstone.Providers;"
            + "using Hailstone.Suites;"
            + "using Microsoft.Extensions.AI;\n"
            + Regex.Replace(example, @"/\*.*?\*/", "(IChatClient)null!");

        var compiled = CSharpCompilation.Create(
            "example",
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(assembly => MetadataReference.CreateFromFile(assembly)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));

        return compiled.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());
    }
}
