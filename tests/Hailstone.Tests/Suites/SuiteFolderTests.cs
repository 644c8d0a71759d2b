using Hailstone.Suites;
using Hailstone.Suites.Parsing;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class SuiteFolderTests
{
    private const string Dataset = TemporarySuite.Head + """
        score: [ { type: exact } ]
        dataset: { file: FILE, prompt: "{{ c1 }}", expect: x, header: false }
        """;

    [Fact]
    public void A_missing_suite_is_named_as_it_was_given()
    {
        var problem = Assert.Single(
            Assert.IsType<SuiteResult.Invalid>(SuiteFile.Read("no/such/suite.yaml", new SuiteOptions())).Problems);

        Assert.Equal(("suite.file-missing", "no/such/suite.yaml"), (problem.Code, problem.Place.ToString()));
    }

    [Fact]
    public void A_folder_means_the_suite_in_it()
    {
        using var suite = Over("rows.csv").With("rows.csv", "q");

        var read = Assert.IsType<SuiteResult.Valid>(SuiteFile.Read(suite.Folder, new SuiteOptions()));

        Assert.EndsWith("suite.yaml", read.Suite.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_folder_is_read_only_where_that_is_allowed()
    {
        using var other = new TemporarySuite().With("rows.csv", "q");
        using var suite = Over(Path.Combine(other.Folder, "rows.csv"));

        Assert.Equal("suite.outside-folder", Assert.Single(suite.Problems()).Code);
        Assert.Single(suite.Suite(new SuiteOptions { AllowOutside = true }).Items);
    }

    [Theory]
    [InlineData("link.csv")]
    [InlineData("folder/rows.csv")]
    [InlineData("folder/../folder/rows.csv")]
    public void A_link_is_judged_by_where_it_leads(string name)
    {
        using var other = new TemporarySuite().With("rows.csv", "q");
        using var suite = Over(name);
        File.CreateSymbolicLink(Path.Combine(suite.Folder, "link.csv"), Path.Combine(other.Folder, "rows.csv"));
        Directory.CreateSymbolicLink(Path.Combine(suite.Folder, "folder"), other.Folder);

        Assert.Equal("suite.outside-folder", Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void A_link_that_stays_in_the_folder_is_fine()
    {
        using var suite = Over("link.csv").With("rows.csv", "q");
        File.CreateSymbolicLink(Path.Combine(suite.Folder, "link.csv"), "rows.csv");

        Assert.Single(suite.Suite().Items);
    }

    [Fact]
    public void Links_in_a_circle_are_a_problem()
    {
        using var suite = Over("a.csv");
        File.CreateSymbolicLink(Path.Combine(suite.Folder, "a.csv"), "b.csv");
        File.CreateSymbolicLink(Path.Combine(suite.Folder, "b.csv"), "a.csv");

        Assert.Equal("suite.file-unreadable", Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void A_folder_is_no_data_file()
    {
        using var suite = Over("folder.csv");
        Directory.CreateDirectory(Path.Combine(suite.Folder, "folder.csv"));

        Assert.Equal("suite.file-unreadable", Assert.Single(suite.Problems()).Code);
    }

    [Fact]
    public void A_suite_has_a_largest_size()
    {
        using var suite = new TemporarySuite("#" + new string('x', SuiteFolder.LargestSuite));

        Assert.Equal("suite.file-too-large", Assert.Single(suite.Problems()).Code);
    }

    private static TemporarySuite Over(string file) => new(Dataset.Replace("FILE", file, StringComparison.Ordinal));
}
