using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Hailstone.Tests.Tidy;

/// <summary>How large things may grow, and what may not stand in the source at all.</summary>
public sealed class SizeTests
{
    private const int MaxLines = 400;
    private const int MaxMethodLines = 70;
    private const int MaxColumns = 120;
    private const string Unwritten = "NotImplementedException";

    [Fact]
    public void The_source_is_found() => Assert.Contains(
        SourceFile.All, file => file.Path == "tests/Hailstone.Tests/Tidy/SizeTests.cs");

    [Fact]
    public void A_file_has_at_most_400_lines() => Violations.None(
        from file in SourceFile.All
        let lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1
        where lines > MaxLines
        select $"{file.Path}: {lines} lines");

    [Fact]
    public void A_method_has_at_most_70_lines() => Violations.None(
        from file in SourceFile.All
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let lines = SourceFile.LinesOf(node)
        where lines.Last - lines.First + 1 > MaxMethodLines
        select $"{file.Path}:{lines.First}: {lines.Last - lines.First + 1} lines");

    [Fact]
    public void A_line_has_at_most_120_columns_unless_a_test_quotes_somebody() => Violations.None(
        from file in SourceFile.All
        from line in file.Text.Split('\n').Index()
        where line.Item.TrimEnd('\r').Length > MaxColumns && !IsQuotation(file, line.Index)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} columns");

    // What a provider said, or what is sent to one, is evidence: it stands in a test as it is, on one line.
    private static bool IsQuotation(SourceFile file, int line)
    {
        if (!file.Path.StartsWith("tests/", Ordinal))
            return false;
        var source = file.Root.SyntaxTree.GetText();
        var token = file.Root.FindToken(source.Lines[line].Start + MaxColumns);
        return token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            || token.GetPreviousToken().Kind() is SyntaxKind.StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken;
    }

    [Fact]
    public void No_warning_is_switched_off_in_the_source() => Violations.None(
        from file in SourceFile.All
        from node in file.Root.DescendantNodes(descendIntoTrivia: true)
        where node is PragmaWarningDirectiveTriviaSyntax
            || node is AttributeSyntax { Name: var name } && name.ToString().Contains("SuppressMessage", Ordinal)
        select $"{file.Path}:{SourceFile.LinesOf(node).First}");

    [Fact]
    public void Nothing_is_left_for_later() => Violations.None(
        from file in SourceFile.All
        from token in file.Root.DescendantTokens(descendIntoTrivia: true)
        where token.IsKind(SyntaxKind.IdentifierToken) && token.Text == Unwritten
            || token.LeadingTrivia.Any(IsReminder)
        select $"{file.Path}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");

    private static StringComparison Ordinal => StringComparison.Ordinal;

    private static bool IsReminder(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        && (trivia.ToString().Contains("TODO", Ordinal) || trivia.ToString().Contains("FIXME", Ordinal));
}
