using Hailstone.Catalogue;
using Hailstone.Cli.Screen;

namespace Hailstone.Cli.Session;

/// <summary>The catalogue with the person's own files of models laid over it: the user's, then the project's.</summary>
internal static class OwnCatalogue
{
    private const string ProjectFile = "hailstone.models.json";

    /// <summary>The user's own file; <c>XDG_CONFIG_HOME</c> moves it.</summary>
    public static string UserFile => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "hailstone",
        "models.json");

    /// <summary>Reads it.</summary>
    /// <returns>The catalogue, or null where problems were written.</returns>
    public static ModelCatalogue? Read(TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        OwnModelsFile[] files =
        [
            new(UserFile, UserFile),
            new(Path.GetFullPath(ProjectFile), ProjectFile),
        ];
        var result = OwnModels.Over(ModelCatalogue.Embedded(), files, today);
        if (result is OwnModelsResult.Invalid wrong)
            Problems.Write(wrong.Problems);
        return (result as OwnModelsResult.Valid)?.Catalogue;
    }
}
