namespace Hailstone.Ledger;

/// <summary>What a run's id may be.</summary>
/// <remarks>
/// An id becomes the name of a folder, stands in terminals and is typed back by people, so it is held to what is
/// harmless everywhere: 1 to 100 ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>. It begins with a letter or a
/// digit and does not end with a point.
/// </remarks>
public static class RunId
{
    /// <summary>The most characters that an id may have.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether a text may be the id of a run.</summary>
    /// <param name="run">The text.</param>
    public static bool IsValid(string? run) =>
        run is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(run[0])
        && run[^1] != '.'
        && run.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>Throws where a text may not be the id of a run.</summary>
    /// <param name="run">The text.</param>
    /// <exception cref="ArgumentException">It may not.</exception>
    public static void ThrowIfInvalid(string? run)
    {
        if (!IsValid(run))
            throw new ArgumentException("A run's id has 1 to 100 letters, digits, '-', '_' and '.'.", nameof(run));
    }
}
