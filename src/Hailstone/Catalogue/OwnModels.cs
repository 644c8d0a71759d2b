using Hailstone.Suites;
using Hailstone.Suites.Parsing;

namespace Hailstone.Catalogue;

/// <summary>Lays a person's own files of models over the catalogue: what they say wins, id by id.</summary>
public static class OwnModels
{
    /// <summary>The largest file, in bytes.</summary>
    internal const int LargestFile = 4 * 1024 * 1024;

    /// <summary>Reads files and lays them over a catalogue.</summary>
    /// <param name="under">The catalogue beneath.</param>
    /// <param name="files">The files, the weakest first; one that is not there is left out.</param>
    /// <param name="today">The day that entries which name none were looked at.</param>
    /// <returns>The catalogue above, or every problem at once.</returns>
    public static OwnModelsResult Over(ModelCatalogue under, IReadOnlyList<OwnModelsFile> files, DateOnly today)
    {
        var catalogue = under;
        var problems = new List<Problem>();
        foreach (var file in files.Where(file => File.Exists(file.Path)))
        {
            var log = new ProblemLog(file.Shown);
            catalogue = Lay(catalogue, file, today, log);
            problems.AddRange(log.InOrder());
        }

        return problems.Count > 0 ? new OwnModelsResult.Invalid(problems) : new OwnModelsResult.Valid(catalogue);
    }

    private static ModelCatalogue Lay(ModelCatalogue under, OwnModelsFile file, DateOnly today, ProblemLog log)
    {
        if (SuiteFolder.Read(file.Path, file.Shown, new Place(file.Shown), LargestFile, log) is not { } bytes
            || Utf8Text.Check(bytes, file.Shown, log) is not { } json
            || JsonText.Read(json, log) is not { } root)
        {
            return under;
        }

        if (root is not Written.Mapping mapping)
        {
            log.Add(root, "models.kind", CatalogueMessages.OwnKind, CatalogueMessages.OwnKindMend);
            return under;
        }

        var from = new MappingReader(mapping, "models.json", ["$schema", "models"], log);
        from.Require("models");
        var reader = new OwnModelReader(under, file.Shown, today, log);
        var models = new List<ModelFact>(under.Models);
        foreach (var written in from.List("models") ?? [])
        {
            if (reader.Read(written, models) is not { } model)
                continue;
            var old = models.FindIndex(other => other.Id == model.Id && other.Provider == model.Provider);
            if (old < 0)
                models.Insert(0, model);
            else
                models[old] = model;
        }

        return new ModelCatalogue
        {
            Models = models,
            Providers = under.Providers,
            Profiles = under.Profiles,
            Sources = new Dictionary<string, string>(under.Sources, StringComparer.Ordinal)
            {
                [file.Shown] = CatalogueMessages.OwnSource,
            },
            CompiledOn = under.CompiledOn,
        };
    }
}

/// <summary>A person's own file of models.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Shown">The file as the person would name it.</param>
public sealed record OwnModelsFile(string Path, string Shown);

/// <summary>What reading a person's own files gives.</summary>
public abstract record OwnModelsResult
{
    private OwnModelsResult()
    {
    }

    /// <summary>All could be read.</summary>
    /// <param name="Catalogue">The catalogue with them laid over it.</param>
    public sealed record Valid(ModelCatalogue Catalogue) : OwnModelsResult;

    /// <summary>Something is wrong.</summary>
    /// <param name="Problems">All that is wrong; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : OwnModelsResult;
}
