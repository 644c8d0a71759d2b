namespace Hailstone.Storage.Tests;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hailstone-");

    /// <summary>A path in the folder.</summary>
    /// <param name="parts">The names below it.</param>
    public string Of(params ReadOnlySpan<string> parts) => Path.Combine([_folder.FullName, .. parts]);

    public void Dispose() => _folder.Delete(recursive: true);
}
