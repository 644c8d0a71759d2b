namespace Hailstone.Tests.Tidy;

/// <summary>Where the sources of the tests that run lie.</summary>
internal static class RepositoryRoot
{
    private static readonly Lazy<string> Root = new(Find);

    /// <summary>The path of something in the repository.</summary>
    /// <param name="parts">Its folders and name.</param>
    public static string Of(params ReadOnlySpan<string> parts) => Path.Combine([Root.Value, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Hailstone.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
