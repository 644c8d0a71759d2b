using DotLiquid.Exceptions;

namespace Hailstone.Suites.Templates;

/// <summary>
/// Counts what templates do, and stops them: not by time, so that the same suite reads the same on every machine.
/// </summary>
internal sealed class LiquidMeter
{
    /// <summary>The most turns of one loop.</summary>
    public const int MostTurns = 10_000;

    /// <summary>The most turns of all loops while one template is rendered once.</summary>
    public const int MostTurnsTogether = 20_000;

    /// <summary>The most characters that one rendering makes, what it throws away included.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>The most turns in reading one suite.</summary>
    private const long MostTurnsInAll = 20_000_000;

    /// <summary>The most characters in reading one suite.</summary>
    private const long MostCharactersInAll = 512L * 1024 * 1024;

    private long _turns;
    private long _characters;
    private long _turnsInAll;
    private long _charactersInAll;

    /// <summary>Whether the suite as a whole has used up what it may: then nothing is rendered any more.</summary>
    public bool IsSpent => _turnsInAll > MostTurnsInAll || _charactersInAll > MostCharactersInAll;

    public void Begin() => (_turns, _characters) = (0, 0);

    public void Turn()
    {
        _turnsInAll++;
        if (++_turns > MostTurnsTogether || IsSpent)
            throw new MaximumIterationsExceededException();
    }

    public void Make(long characters)
    {
        _charactersInAll += characters;
        _characters += characters;
        if (_characters > MostCharacters || IsSpent)
            throw new MaximumIterationsExceededException();
    }
}
