using System.Reflection;
using System.Xml.Linq;
using Hailstone.Ledger;
using Hailstone.Statistics.Probe;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Hailstone.Tests.Tidy;

/// <summary>Which room may name which. The order stands in <see cref="Rooms.InOrder"/>.</summary>
public sealed class RoomTests
{
    private static readonly Assembly Library = typeof(Fact).Assembly;

    [Fact]
    public void Every_folder_of_the_library_is_a_room()
    {
        var folders = Directory.EnumerateDirectories(RepositoryRoot.Of("src", "Hailstone"))
            .Select(folder => Path.GetFileName(folder))
            .Where(folder => folder is not ("bin" or "obj"));

        Assert.Empty(folders.Except(Rooms.InOrder));
    }

    [Fact]
    public void Files_use_only_the_rooms_that_theirs_may_name() => Violations.None(
        from file in SourceFile.All
        where file.Path.StartsWith("src/Hailstone/", StringComparison.Ordinal)
        let room = file.Path.Split('/')[2]
        from named in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<QualifiedNameSyntax>()
        where named.Parent is not (QualifiedNameSyntax or BaseNamespaceDeclarationSyntax)
        let to = Rooms.Of(named.ToString())
        where to is not null && !Rooms.MayName(room, to)
        select $"{file.Path}:{SourceFile.LinesOf(named).First}: {room} names {to}");

    [Fact]
    public void Compiled_types_name_only_the_rooms_that_theirs_may_name()
    {
        var types = Library.GetTypes().Where(type => Rooms.Of(type.Namespace) is not null).ToList();

        Assert.NotEmpty(types);
        Violations.None(
            from type in types
            let room = Rooms.Of(type.Namespace)
            from to in Rooms.NamedBy(type)
            where !Rooms.MayName(room, to)
            select $"{type}: {room} names {to}");
    }

    [Fact]
    public void Namespaces_repeat_folders() => Violations.None(
        from file in SourceFile.All
        where file.Path.StartsWith("src/", StringComparison.Ordinal)
        from space in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let folder = file.Path.Split('/')[1..^1]
        where !space.Name.ToString().Equals(string.Join('.', folder), StringComparison.Ordinal)
        select $"{file.Path}: {space.Name}");

    [Theory]
    [InlineData("Planning", "Catalogue", true)]
    [InlineData("Catalogue", "Planning", false)]
    [InlineData("Statistics", "Suites", false)]
    [InlineData("Reports", "Ledger", true)]
    [InlineData("Reports", "Running", false)]
    [InlineData("Running", "Ledger", true)]
    [InlineData("Running", "Reports", false)]
    [InlineData("Ledger", "Ledger", true)]
    public void Arrows_point_to_earlier_rooms_and_never_to_Running(string from, string to, bool may) =>
        Assert.Equal(may, Rooms.MayName(from, to));

    [Theory]
    [InlineData(typeof(NamesInItsBase))]
    [InlineData(typeof(NamesInAField))]
    [InlineData(typeof(NamesInASignature))]
    [InlineData(typeof(NamesInItsCode))]
    [InlineData(typeof(NamesInAnAttribute))]
    public void A_forbidden_name_is_found_wherever_it_hides(Type type) =>
        Assert.Contains("Reports", Rooms.NamedBy(type));

    [Fact]
    public void The_simulator_references_no_other_project()
    {
        var project = XDocument.Load(RepositoryRoot.Of("src", "Hailstone.Simulator", "Hailstone.Simulator.csproj"));
        var references = Assembly.Load("Hailstone.Simulator").GetReferencedAssemblies();

        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.DoesNotContain(references, name => name.Name!.StartsWith("Hailstone", StringComparison.Ordinal));
    }
}
