using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hailstone.Tests.Tidy;

/// <summary>A C# file of the repository, parsed.</summary>
internal sealed class SourceFile
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Files = new(ReadAll);

    private SourceFile(string path)
    {
        Path = System.IO.Path.GetRelativePath(RepositoryRoot.Of(), path).Replace('\\', '/');
        Text = File.ReadAllText(path);
        Root = CSharpSyntaxTree.ParseText(Text).GetRoot();
    }

    /// <summary>Every file that is written by hand.</summary>
    public static IReadOnlyList<SourceFile> All => Files.Value;

    /// <summary>The path from the repository's root, with slashes.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The syntax.</summary>
    public SyntaxNode Root { get; }

    /// <summary>The lines of a piece of syntax, without the comments before it.</summary>
    /// <param name="node">The piece.</param>
    public static (int First, int Last) LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return (span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1);
    }

    private static List<SourceFile> ReadAll() =>
    [
        .. from folder in (string[])["src", "tests", "bench"]
           let full = RepositoryRoot.Of(folder)
           where Directory.Exists(full)
           from path in Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories)
           let parts = path.Split(System.IO.Path.DirectorySeparatorChar)
           where !parts.Contains("bin") && !parts.Contains("obj")
           select new SourceFile(path),
    ];
}
