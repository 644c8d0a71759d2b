using System.Globalization;
using CsCheck;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class SuiteProblemTests
{
    private const string Many = """
        name: t
        targts: {}
        targets: { a: [m, { model: m, effort: hihg }] }
        items:
          - { id: q, promt: p, expect: x }
        score:
          - { type: numbr }
          - { type: exact, weight: -1 }
        repeats: 0
        """;

    [Fact]
    public void Every_problem_is_told_at_once_in_the_order_of_the_file()
    {
        using var suite = new TemporarySuite(Many);

        var problems = suite.Problems();

        Assert.Equal(
            [
                "2:1 suite.unknown-key",
                "3:28 suite.duplicate-target",
                "3:39 suite.wrong-word",
                "5:5 suite.missing-key",
                "5:14 suite.unknown-key",
                "7:13 suite.wrong-word",
                "8:28 suite.out-of-range",
                "9:10 suite.out-of-range",
            ],
            problems.Select(problem => $"{problem.Place.Line}:{problem.Place.Column} {problem.Code}"));
    }

    [Fact]
    public void A_mistyped_key_or_word_names_the_one_that_was_meant()
    {
        using var suite = new TemporarySuite(Many);

        var mends = suite.Problems().Select(problem => problem.Mend).ToList();

        Assert.Equal("Did you mean 'targets'?", mends[0]);
        Assert.StartsWith("Did you mean 'high'?", mends[2], StringComparison.Ordinal);
        Assert.Equal("Did you mean 'prompt'?", mends[4]);
        Assert.StartsWith("Did you mean 'number'?", mends[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_are_told_in_Korean_with_the_same_codes()
    {
        using var suite = new TemporarySuite(Many);
        var english = suite.Problems();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new CultureInfo("ko");

            var korean = suite.Problems();

            Assert.Equal(english.Select(problem => problem.Code), korean.Select(problem => problem.Code));
            Assert.All(korean, problem => Assert.Matches(@"\p{IsHangulSyllables}", problem.Message));
            Assert.All(korean, problem => Assert.Matches(@"\p{IsHangulSyllables}", problem.Mend));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void What_may_be_a_key_or_a_password_is_not_repeated()
    {
        using var suite = new TemporarySuite(TemporarySuite.Head + """
            providers: { lab: { key: sk-proj-secret, base_url: "https://me:secret@host" } }
            items: [ { id: q, prompt: p, expect: x } ]
            score: [ { type: exact } ]
            """);

        var problems = suite.Problems();

        Assert.Equal(["suite.key-variable", "suite.url"], problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_file_holds_does_not_steer_the_terminal()
    {
        using var suite = new TemporarySuite("\"\\e[31mname\\u202e\\n\": t\n");

        var told = string.Concat(suite.Problems().Select(problem => problem.Message + problem.Mend));

        Assert.DoesNotContain(told, letter => char.IsControl(letter) || letter == '\u202e');
    }

    [Theory]
    [InlineData("...\nname: t\nscore:| \titems: - | | ")]
    [InlineData("name: [")]
    [InlineData("name: \"")]
    [InlineData("hello")]
    [InlineData("- name")]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("%YAML 1.1\n---\nname: t\n")]
    [InlineData("name: t\n---\nname: u\n")]
    [InlineData("? [name]\n: t\n")]
    public void What_is_no_suite_at_all_has_a_problem_with_a_place(string text)
    {
        using var suite = new TemporarySuite(text);

        Assert.All(suite.Problems(), problem => Assert.NotNull(problem.Place.Line));
    }

    [Fact]
    public void Lists_in_lists_end_somewhere()
    {
        using var suite = new TemporarySuite("name: " + new string('[', 1_000_000));

        Assert.Equal("suite.yaml", Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void Ten_thousand_problems_are_not_all_told()
    {
        var keys = string.Concat(Enumerable.Range(0, 10_000).Select(key => $"key{key}: 1\n"));
        using var suite = new TemporarySuite(keys);

        var problems = suite.Problems();

        Assert.InRange(problems.Count, 100, 1_000);
        Assert.Equal("suite.more", problems[^1].Code);
    }

    [Fact]
    public void Whatever_a_file_holds_is_read_or_refused()
    {
        string[] pieces =
        [
            "name: t\n", "targets: ", "items: ", "score:", "{ ", "} ", "[ ", "] ", "- ", ": ", "\n", "  ", "id: q",
            "\t", "&a ", "*a ", "!!str ", "? ", "| ", "> ", "\"", "'", "{{ ", "}} ", "{% for i in (1..9) %}", "{% endfor %}",
            "%YAML 1.2\n", "---\n", "...\n", "# x\n", "type: exact", "prompt: ", "0", "null", "\0", "\u00e9", "model: ",
            "dataset: ", "file: a.csv",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 40].Sample(
            parts =>
            {
                using var suite = new TemporarySuite(string.Concat(parts.Select(part => pieces[part])));
                return suite.Read() is SuiteResult.Valid or SuiteResult.Invalid { Problems.Count: > 0 };
            },
            iter: 400);
    }
}
