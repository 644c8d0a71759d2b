using System.Text.RegularExpressions;

namespace Hailstone.Suites.Parsing;

/// <summary>What ids may be: short, of one line, and without surprises in a terminal.</summary>
internal static partial class Names
{
    /// <summary>The longest id, in characters.</summary>
    public const int Longest = 200;

    public static bool IsName(string text) =>
        text.Length is > 0 and <= Longest && text.Trim() == text && !Unseen().IsMatch(text);

    /// <summary>A bare id, or <c>provider/id</c>; the id itself may hold more strokes.</summary>
    public static bool IsModel(string text) => IsName(text) && ModelShape().IsMatch(text);

    public static bool IsProvider(string text) => ProviderShape().IsMatch(text);

    /// <summary>An environment variable, by the letters that POSIX keeps for them (Base Definitions, 8.1).</summary>
    public static bool IsVariable(string text) => VariableShape().IsMatch(text);

    /// <summary>Reports an id that cannot be one; an absent id is fine.</summary>
    public static bool Check(Written.Scalar? id, string key, ProblemLog problems)
    {
        if (id is null || IsName(id.Text))
            return true;

        problems.Add(id, "suite.name", Phrase.Of(SuiteMessages.Name, key), Phrase.Of(SuiteMessages.NameMend, Longest));
        return false;
    }

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\A[^\s/]+(?:/[^\s/]+)*\z")]
    private static partial Regex ModelShape();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?\z")]
    private static partial Regex ProviderShape();

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]{0,99}\z")]
    private static partial Regex VariableShape();
}
