using System.Xml.Linq;
using Xunit;

namespace Hailstone.Tests.Tidy;

public sealed class PackageTests
{
    private static readonly IReadOnlyList<string> Projects =
        [.. Directory.EnumerateFiles(RepositoryRoot.Of(), "*.csproj", SearchOption.AllDirectories)];

    [Fact]
    public void Every_version_is_one_version()
    {
        var versions = XDocument.Load(RepositoryRoot.Of("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(
            @"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$", version.Attribute("Version")!.Value));
    }

    [Fact]
    public void No_project_has_a_version_of_its_own() => Violations.None(
        from project in Projects
        from reference in XDocument.Load(project).Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
        select $"{project}: {reference}");

    [Fact]
    public void Every_project_is_part_of_the_solution() => Assert.Equal(
        Projects.Select(project => Path.GetRelativePath(RepositoryRoot.Of(), project).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
        XDocument.Load(RepositoryRoot.Of("Hailstone.slnx")).Descendants("Project")
            .Select(project => project.Attribute("Path")!.Value)
            .Order(StringComparer.Ordinal));
}
