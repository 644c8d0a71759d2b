using System.Globalization;
using System.Text.Json;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class TemplateTests
{
    private const string LoopInBranch =
        "{% for i in (1..9000) %}{% if false %}{% for j in (1..9) %}{% endfor %}"
        + "{% else %}{% for j in (1..9000) %}{% endfor %}{% endif %}{% endfor %}";

    [Theory]
    [InlineData(
        "{% for t in tags %}{{ forloop.index }}{{ t | upcase }}{% unless forloop.last %},{% endunless %}{% endfor %}",
        "1X,2Y")]
    [InlineData("{% for i in (1..3) -%}  z {% endfor %}", "z z z ")]
    [InlineData("a {%- if category == '산수' -%} yes {%- else -%} no {%- endif %}", "ayes")]
    [InlineData("{% case id %}{% when 'q' %}A{% else %}B{% endcase %}", "A")]
    [InlineData("{% assign n = 1.50 | plus: 2 %}{{ n }} {{ 7 | divided_by: 2.0 }}", "3.50 3.5")]
    [InlineData("{% capture x %}<{{ id }}>{% endcapture %}{{ x }}{{ x }}", "<q><q>")]
    [InlineData("{% raw %}{{ nobody }}{% for %}{% endraw %}", "{{ nobody }}{% for %}")]
    [InlineData("a{% comment %}{{ nobody }} {% for i in (1..1000000000) %}{% endcomment %}b", "ab")]
    [InlineData("{{ 'a-b-c' | split: '-' | join: '+' }} {{ tags | join: ', ' }} {{ tags }}", "a+b+c x, y xy")]
    [InlineData("{{ 'abc' | slice: 1 }}{{ 'abc' | slice: -2, 2 }}{{ 'abc' | slice: 5, 2 }}", "bbc")]
    [InlineData("{{ '}} %}' }}", "}} %}")]
    [InlineData("{{ cluster }}|{{ cluster | default: 'none' }}", "|none")]
    [InlineData("no template: } % { 5% {x}", "no template: } % { 5% {x}")]
    public void Liquid_renders_as_its_language_says(string template, string expected)
    {
        using var suite = Asking(template);

        Assert.Equal(expected, suite.Suite().Items[0].Prompt);
    }

    [Fact]
    public void Text_in_a_loop_counts_even_where_it_is_thrown_away()
    {
        var body = new string('a', 500);
        using var suite = Asking("{% capture x %}{% for i in (1..9999) %}" + body + "{% endfor %}{% endcapture %}");

        Assert.Equal("suite.template-limit", Assert.Single(suite.Problems()).Code);
    }

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}")]
    [InlineData("{% assign n = 1000000000 %}{% for i in (1..n) %}{% endfor %}")]
    [InlineData("{{ (1..1000000000) | join: ',' }}")]
    [InlineData("{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}")]
    [InlineData(LoopInBranch)]
    [InlineData("{% assign x = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}")]
    [InlineData(
        "{% assign x = 'aaaaaaaa' %}{% for i in (1..9) %}{% assign x = x | replace: 'a', x %}{% endfor %}{{ x }}")]
    [InlineData("{% assign x = 'a,b' | split: ',' %}{% for i in (1..60) %}{% assign x = x | concat: x %}{% endfor %}")]
    [InlineData("{% for i in (1..100) %}{% capture x %}{{ x }}{{ x }}a{% endcapture %}{% endfor %}")]
    [InlineData("{% assign x = 'ab' %}{% for i in (1..60) %}{% assign x = x | split: '' | join: x %}{% endfor %}")]
    public void A_template_that_does_too_much_is_a_problem_in_its_place(string template)
    {
        using var suite = Asking(template);

        var problem = Assert.Single(suite.Problems());

        Assert.Equal("suite.template-limit", problem.Code);
        Assert.Equal((5, 13), (problem.Place.Line, problem.Place.Column));
    }

    [Theory]
    [InlineData("{{ nmae }}", "suite.template-name")]
    [InlineData("{% if nmae %}x{% endif %}", "suite.template-name")]
    [InlineData("{{ id | append: nmae }}", "suite.template-name")]
    [InlineData("{{ id.inner }}", "suite.template-name")]
    [InlineData("{{ tags[7] }}", "suite.template-name")]
    [InlineData("{{ id | upcas }}", "suite.template-filter")]
    [InlineData("{{ id | date: '%Y' }}", "suite.template-filter")]
    [InlineData("{{ id | hailstone_out }}", "suite.template-filter")]
    [InlineData("{% include 'other' %}", "suite.template-tag")]
    [InlineData("{% extends 'other' %}", "suite.template-tag")]
    [InlineData("{% tablerow i in (1..9) %}{% endtablerow %}", "suite.template-tag")]
    [InlineData("{% if id %}", "suite.template")]
    [InlineData("{% endif %}", "suite.template")]
    [InlineData("{% if id %}{% endfor %}", "suite.template")]
    [InlineData("{% for i in tags offset: 2 %}{% endfor %}", "suite.template")]
    [InlineData("{{ id", "suite.template")]
    [InlineData("{{ }}", "suite.template")]
    [InlineData("{% assign %}", "suite.template")]
    [InlineData("{{ id | plus: 'x' }}", "suite.template-failed")]
    [InlineData("{{ 1 | divided_by: 0 }}", "suite.template-failed")]
    public void A_template_that_cannot_be_used_is_a_problem(string template, string code)
    {
        using var suite = Asking(template);

        Assert.Equal(code, Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void An_unknown_name_says_which_names_there_are()
    {
        using var suite = Asking("{{ categroy }}");

        var problem = Assert.Single(suite.Problems());

        Assert.Contains("'category'", problem.Mend, StringComparison.Ordinal);
        Assert.Contains("cluster", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_stand_in_each_other_only_so_deep()
    {
        const int Deep = 3_000;
        var opened = string.Concat(Enumerable.Repeat("{% if id %}", Deep));
        using var suite = Asking(opened + string.Concat(Enumerable.Repeat("{% endif %}", Deep)));

        Assert.Equal("suite.template-limit", Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void A_value_is_never_read_as_a_template()
    {
        using var suite = new TemporarySuite(TemporarySuite.Head + """
            dataset: { file: rows.jsonl, prompt: "{{ question }}", expect: "{{ question }}" }
            system: "{{ question }}"
            score: [ { type: exact, equals: "{{ expect }}" } ]
            """).With("rows.jsonl", """{ "question": "{{ row }}{% for i in (1..1000000000) %}" }""");

        var item = suite.Suite().Items[0];

        const string Written = "{{ row }}{% for i in (1..1000000000) %}";
        Assert.Equal((Written, Written), (item.Prompt, item.System));
        Assert.Equal([Written], Assert.IsType<Expectation.Texts>(item.Expectations[0]).Values);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void A_suite_reads_the_same_in_every_culture(string culture)
    {
        const string Template = "{{ 1.5 | plus: '2.25' }} {{ 'ISTANBUL' | downcase }} {{ 'i' | upcase }}";
        var before = CultureInfo.CurrentCulture;
        using var suite = Asking(Template);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            Assert.Equal("3.75 istanbul I", suite.Suite().Items[0].Prompt);
            Assert.Equal(culture, CultureInfo.CurrentCulture.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static TemporarySuite Asking(string template) => new(TemporarySuite.Head + $"""
        score: [ {"{"} type: json_fields, require: [a] {"}"} ]
        items:
          - prompt: {JsonSerializer.Serialize(template)}
            id: q
            category: 산수
            tags: [x, y]
        """);
}
