using System.Globalization;
using CsvHelper;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xunit;

namespace Hailstone.Tests.Reports;

/// <summary>Reports as Markdown and as CSV, read again by programs of others.</summary>
public sealed class OtherFormsTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public static TheoryData<string> Hostile { get; } = new(
        "[click](http://evil.example)",
        "<img src=x onerror=alert(1)>",
        "http://evil.example www.evil.example me@evil.example",
        "a | b",
        "`code` *strong* _weak_ ~~gone~~ ![i](j) <!-- -->",
        "# heading",
        "back\\slash \\| end\\",
        "&lt;b&gt; {.class}",
        "\u001b[2J\u202Eb");

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void A_troubled_run_in_Markdown_reads_as_its_golden_file(string language) => Texts.AssertGolden(
        $"troubled.{language}.md",
        Texts.InLanguage(language, writer => MarkdownReport.Write(TextReportTests.Troubled().Report(), writer)));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_Markdown_a_name_is_nothing_but_its_letters(string name)
    {
        var text = Texts.InLanguage("en", writer => MarkdownReport.Write(Named(name), writer));

        var parsed = Markdown.Parse(text, Pipeline);
        Assert.DoesNotContain(parsed.Descendants(), one => one is LinkInline or AutolinkInline or HtmlInline
            or HtmlBlock or EmphasisInline or CodeInline or HtmlEntityInline);
        Assert.Equal(4, parsed.Descendants<HeadingBlock>().Count());
        var tables = parsed.Descendants<Table>().ToList();
        Assert.Equal([8, 3], tables.Select(table => table.Descendants<TableRow>().First().Count));
        Assert.All(tables, table => Assert.Equal(2, table.Descendants<TableRow>().Count()));
        var letters = tables[0].Descendants<TableRow>().Last().Descendants<LiteralInline>();
        Assert.Contains(
            Inert.Terminal(name).Trim(),
            string.Concat(letters.Select(part => part.Content.ToString())),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_CSV_a_name_stays_in_its_field(string name)
    {
        var rows = Rows(Named(name));

        Assert.Equal(2, rows.Count);
        Assert.Equal(Inert.Terminal(name), rows[1][rows[0].IndexOf("target")]);
        Assert.Equal("failed", rows[1][rows[0].IndexOf("outcome")]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\t=1", " =1")]
    [InlineData("a=1", "a=1")]
    public void In_CSV_a_name_is_no_formula(string name, string kept) =>
        Assert.Equal(kept, Rows(Named(name))[1][2]);

    [Fact]
    public void In_CSV_a_trial_has_what_is_known_of_it_and_nothing_for_what_is_not()
    {
        var story = Story.Of(items: 2, targets: 1, change: run => run with
        {
            Items = [.. run.Items.Select(item => item with { Category = "easy" })],
        });
        story.Scores(0, 0.25, usd: 0.0001m, seconds: 2);

        var rows = Rows(story.Report());

        Assert.Equal(17, rows[0].Count);
        Assert.Equal(
            "q1,easy,A,A,all,openai,1,scored,0.25,1,0.0001,1000,2000,100,20,so it was,answer of 1",
            string.Join(',', rows[1]));
        Assert.Equal("q2,easy,A,A,all,openai,1,not_run,,0,0,,,,,,", string.Join(',', rows[2]));
    }

    [Fact]
    public void In_CSV_an_answer_keeps_its_lines()
    {
        var story = Story.Of(items: 1, targets: 1).Scores(0, 1);

        var rows = Rows(Report.Fold(story.Facts, _ => "one, \"two\"\r\nthree\u001b[2J"));

        Assert.Equal("one, \"two\"\nthree\\u{1B}[2J", rows[1][^1]);
    }

    private static Report Named(string name) => Story
        .Of(items: 1, targets: 1, change: run => run with { Targets = [Story.Target(name)] })
        .Fails(0).Ends(0, Outcome.Failed).Finishes().Report();

    private static List<List<string>> Rows(Report report)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        CsvReport.Write(report, writer);
        var rows = new List<List<string>>();
        using var reader = CsvReader.Create(
            System.Text.Encoding.UTF8.GetBytes(writer.ToString()), new CsvReaderOptions { HasHeader = false });
        while (reader.Read())
            rows.Add([.. reader.Current.ToArray()]);
        return rows;
    }
}
