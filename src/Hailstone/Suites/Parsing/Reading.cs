using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>What the readers of one suite share.</summary>
internal sealed class Reading
{
    public Reading(string shown, string folder, bool allowOutside)
    {
        (Shown, Folder, AllowOutside) = (shown, folder, allowOutside);
        Problems = new ProblemLog(shown);
    }

    /// <summary>The suite file as the person named it.</summary>
    public string Shown { get; }

    /// <summary>The folder that the suite file really stands in, its links resolved.</summary>
    public string Folder { get; }

    /// <summary>Whether files outside that folder may be read.</summary>
    public bool AllowOutside { get; }

    public ProblemLog Problems { get; }

    public LiquidEngine Engine { get; } = new();

    public LiquidTemplate? Template(string key, Written.Scalar? at) =>
        at is null ? null : LiquidTemplate.Parse(key, at, this);
}
