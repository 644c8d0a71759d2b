using System.Text;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class DatasetTests
{
    [Fact]
    public void Json_lines_become_items_in_their_order_and_numbers_keep_their_text()
    {
        using var suite = From(
            "rows.jsonl",
            """
            { "q": "one", "n": 1.50, "big": 123456789012345678901234567890123, "small": 1e-7, "deep": { "a": [1, 2] } }

            { "q": "two", "n": 2, "big": 0, "small": 0, "deep": { "a": [3, 4] } }
            """,
            """prompt: "{{ q }} {{ n }} {{ big }} {{ small }} {{ deep.a[1] }} {{ row }}", expect: "{{ n }}" """);

        var items = suite.Suite().Items;

        Assert.Equal(
            ["one 1.50 123456789012345678901234567890123 1e-7 2 1", "two 2 0 0 4 2"],
            items.Select(item => item.Prompt));
        Assert.Equal(["1", "2"], items.Select(item => item.Id));
        Assert.Equal([1, 3], items.Select(item => item.Place.Line));
        Assert.Equal("1.50", items[0].Expect?.GetString());
    }

    [Fact]
    public void One_json_list_becomes_items_with_their_lines()
    {
        using var suite = From(
            "rows.json",
            """
            [
              { "q": "a\nb" },
              { "q": "c" }, { "q": "d",
                "more": [ { } ] },
              { "q": "e" }
            ]
            """,
            """prompt: "{{ q }}", expect: x""");

        Assert.Equal([2, 3, 3, 5], suite.Suite().Items.Select(item => item.Place.Line));
    }

    [Fact]
    public void Tabs_without_header_and_with_windows_line_ends_become_columns_by_number()
    {
        using var suite = From(
            "rows.tsv",
            "He said \"no\t1,000\r\nShe said \"yes\" twice\t2\r\n",
            """header: false, prompt: "{{ c1 }}", expect: "{{ c2 }}", id: "m-{{ row }}" """,
            "number");

        var items = suite.Suite().Items;

        Assert.Equal(["He said \"no", "She said \"yes\" twice"], items.Select(item => item.Prompt));
        Assert.Equal(["m-1", "m-2"], items.Select(item => item.Id));
        Assert.Equal(new Expectation.Equal(1000), items[0].Expectations[0]);
    }

    [Fact]
    public void Quoted_fields_hold_separators_quotes_and_line_breaks()
    {
        using var suite = From(
            "rows.csv",
            "id,question,answer\nA,\"one, \"\"two\"\"\nthree\",1\nB,four,2\n",
            """prompt: "{{ question }}", expect: "{{ answer }}", id: "{{ id }}", category: "{{ answer }}" """);

        var items = suite.Suite().Items;

        Assert.Equal(["one, \"two\"\nthree", "four"], items.Select(item => item.Prompt));
        Assert.Equal([2, 4], items.Select(item => item.Place.Line));
        Assert.Equal(["1", "2"], items.Select(item => item.Category));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
    {
        using var suite = Over("rows.csv", """prompt: "{{ question }}", expect: x""")
            .With("rows.csv", [.. Encoding.UTF8.Preamble, .. "question\r\nfirst\r\n"u8]);

        Assert.Equal("first", Assert.Single(suite.Suite().Items).Prompt);
    }

    [Fact]
    public void Columns_named_like_numbers_or_with_spaces_can_be_asked_for_in_brackets()
    {
        using var suite = From(
            "rows.tsv",
            "1\tText Origin\t\nfirst\tsecond\tthird\n",
            """prompt: "{{ ['1'] }} {{ ['Text Origin'] }} {{ c3 }}", expect: x""");

        Assert.Equal("first second third", Assert.Single(suite.Suite().Items).Prompt);
    }

    [Theory]
    [InlineData("rows.jsonl", "{\"q\":1}\n{\"q\":\n", 2)]
    [InlineData("rows.jsonl", "{\"q\":1}\n[1]\n", 2)]
    [InlineData("rows.jsonl", "{\"q\":1,\"q\":2}\n", 1)]
    [InlineData("rows.jsonl", "{\"q\":1,\"Q\":2}\n", 1)]
    [InlineData("rows.json", "[{\"q\":1},\n{]\n", 2)]
    [InlineData("rows.csv", "q\n1\n2,3\n", 3)]
    [InlineData("rows.csv", "q,r\n1,2\n\"3\"x,4\n", 3)]
    [InlineData("rows.csv", "q,r\n1,2\n\"3,4\n5,6\n", 3)]
    [InlineData("rows.csv", "q,Q\n1,2\n", 1)]
    [InlineData("rows.tsv", "q\tr\n1\t2\n3\n", 3)]
    public void A_bad_row_is_a_problem_with_its_line(string name, string rows, int line)
    {
        using var suite = From(name, rows, """prompt: "{{ q }}", expect: x""");

        var problem = Assert.Single(suite.Problems(), problem => problem.Code == "suite.data-row");

        Assert.Equal(line, problem.Place.Line);
        Assert.EndsWith(name, problem.Place.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_of_many_rows_is_told_for_the_first_and_counted_for_the_rest()
    {
        var rows = string.Concat(Enumerable.Range(1, 1000).Select(row => row % 2 == 0 ? "{\"q\":1}\n" : "{\"p\":1}\n"));
        using var suite = From("rows.jsonl", rows, """prompt: "{{ q }}", expect: x""");

        var problems = suite.Problems();

        Assert.Equal([1, 3, 5, null], problems.Select(problem => problem.Place.Line));
        Assert.Equal("suite.more", problems[^1].Code);
        Assert.Contains("497", problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_row_has_is_one_problem_where_the_template_stands()
    {
        using var suite = From(
            "rows.jsonl", "{\"question\":1}\n{\"question\":2}\n", """prompt: "{{ qestion }}", expect: x""");

        var problem = Assert.Single(suite.Problems());

        Assert.Equal(("suite.template-name", 4), (problem.Code, problem.Place.Line));
        Assert.Contains("'question'", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_has_no_rows()
    {
        using var suite = From("rows.csv", "question\n", """prompt: "{{ question }}", expect: x""");

        Assert.Equal("suite.no-rows", Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void The_answer_of_a_worked_solution_can_be_taken_out_by_a_template()
    {
        using var suite = From(
            "rows.jsonl",
            """{ "question": "How many?", "answer": "First <<1*2=2>>2.\nThen 1,000 more.\n#### 1,002" }""",
            """prompt: "{{ question }}", expect: "{{ answer | split: '#### ' | last | remove: ',' }}" """,
            "number");

        Assert.Equal(new Expectation.Equal(1002), Assert.Single(suite.Suite().Items).Expectations[0]);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_a_problem_with_its_line()
    {
        using var suite = Over("rows.csv", """prompt: "{{ question }}", expect: x""")
            .With("rows.csv", [.. "question\nfine\n"u8, 0xFF, 0xFE]);

        var problem = Assert.Single(suite.Problems());

        Assert.Equal(("suite.not-utf8", 3), (problem.Code, problem.Place.Line));
    }

    private static TemporarySuite From(string name, string rows, string rest, string scorer = "exact") =>
        Over(name, rest, scorer).With(name, rows);

    private static TemporarySuite Over(string name, string rest, string scorer = "exact") =>
        new(TemporarySuite.Head + $"score: [ {{ type: {scorer} }} ]\ndataset: {{ file: {name}, {rest} }}\n");
}
