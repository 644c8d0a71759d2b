using System.Text.Json;
using System.Xml.Linq;
using Hailstone.Benchmarks.Bars;
using Hailstone.Benchmarks.Quota;
using Hailstone.Tests.Tidy;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Hailstone.Tests.Benchmarks;

public sealed class BarTests
{
    private static readonly Bar Ten = new(
        "ten",
        new QuotaOptions { RequestsPerMinute = 60, Burst = TimeSpan.FromSeconds(1) },
        10,
        [Demand.RefusedAtMost(0.1), Demand.RatioAtMost(1.1), Demand.QuotaShareAtLeast(0.9)]);

    [Fact]
    public void A_run_that_keeps_pace_with_the_quota_reaches_its_bar()
    {
        var report = new BarReport(Ten, Figures.Of(Ten, 10, TimeSpan.FromSeconds(9.9), Paced(10)));

        Assert.True(report.Passed, report.Text());
        Assert.Equal((10, 9.5), (report.Figures.Sends, report.Figures.BoundSeconds));
        // Ten of the one at the start and one for each of nine and a half seconds.
        Assert.Equal(10 / 10.5, report.Figures.QuotaShare, precision: 9);
    }

    [Theory]
    [InlineData(9, 9.9, 0)]
    [InlineData(10, 10.5, 0)]
    [InlineData(10, 9.9, 2)]
    public void One_thing_that_is_missed_fails_it(int scored, double seconds, int refused)
    {
        var refusals = Paced(refused).Select(call => call with { Fate = Fate.Refused });
        IReadOnlyList<Call> calls = [.. Paced(10), .. refusals];

        Assert.False(new BarReport(Ten, Figures.Of(Ten, scored, TimeSpan.FromSeconds(seconds), calls)).Passed);
    }

    [Fact]
    public void What_was_not_measured_reaches_nothing()
    {
        var never = Ten with { Demands = [Demand.BackWithin(5)] };

        Assert.False(new BarReport(never, Figures.Of(never, 10, TimeSpan.FromSeconds(9.9), Paced(10))).Passed);
    }

    [Fact]
    public void A_report_says_in_JSON_what_was_demanded_and_what_was_found()
    {
        var report = new BarReport(Ten, Figures.Of(Ten, 10, TimeSpan.FromSeconds(19), Paced(10)));
        using var json = JsonDocument.Parse(BarReport.Json([report]));
        var bar = json.RootElement[0];
        var ratio = bar.GetProperty("demands").EnumerateArray().Single(
            demand => demand.GetProperty("what").GetString() == "time / bound");

        Assert.Equal("ten", bar.GetProperty("bar").GetString());
        Assert.False(bar.GetProperty("passed").GetBoolean());
        Assert.Equal(10, bar.GetProperty("figures").GetProperty("scored").GetInt32());
        Assert.Equal(
            (2.0, 1.1, false),
            (ratio.GetProperty("value").GetDouble(), ratio.GetProperty("at_most").GetDouble(),
                ratio.GetProperty("reached").GetBoolean()));
    }

    [Fact]
    public void The_runners_of_a_bar_ask_all_its_questions_and_know_no_limit()
    {
        Assert.All(AllBars.InOrder, bar => Assert.Equal(0, bar.Trials % bar.Runners));
        Assert.Null(new Questions("a", 1, 100, 1).Plan().Targets[0].Model.Limits);
    }

    /// <summary>What measures must not share a mistake with what is measured.</summary>
    [Fact]
    public void The_server_shares_no_code_with_the_library_or_the_simulator()
    {
        const string folder = "bench/Hailstone.Benchmarks/";
        var files = SourceFile.All.Where(file => file.Path.StartsWith(folder + "Quota/", Ordinal)).ToList();
        var project = XDocument.Load(RepositoryRoot.Of("bench", "Hailstone.Benchmarks", "Hailstone.Benchmarks.csproj"));

        Assert.NotEmpty(files);
        Violations.None(
            from file in files
            from name in file.Root.DescendantNodes().OfType<UsingDirectiveSyntax>()
            where name.Name!.ToString().StartsWith("Hailstone", Ordinal)
            select $"{file.Path}: {name.Name}");
        Assert.DoesNotContain(
            project.Descendants("ProjectReference"),
            reference => reference.Attribute("Include")!.Value.Contains("Simulator", Ordinal));
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;

    // Sixty a minute with a burst of one: a call each second.
    private static List<Call> Paced(int count) =>
    [
        .. Enumerable.Range(0, count).Select(second => new Call(
            TimeSpan.FromSeconds(second), $"{second}", Fate.Answered, 0, TimeSpan.FromSeconds(0.5))),
    ];
}
