using Hailstone.Cli.Screen;
using Hailstone.Planning;

namespace Hailstone.Cli.Session;

/// <summary>Says what is refused before anything is sent, and asks whether the rest shall run.</summary>
internal static class Consent
{
    private const int RefusedExitCode = 4;

    /// <summary>The exit code where the run is not to begin; null where it is.</summary>
    public static int? Refused(Plan plan, bool yes)
    {
        foreach (var warning in plan.Targets.SelectMany(target => target.Warnings))
            Problems.Write(CliMessages.Warning, warning);
        var refused = plan.Targets.Where(target => target.Refused is not null).ToList();
        foreach (var target in refused)
            Problems.Write(CliMessages.Refused, target.Refused!);
        if (refused.Count == 0)
            return null;
        if (refused.Count == plan.Targets.Count)
        {
            Console.Error.WriteLine(CliMessages.AllRefused);
            return RefusedExitCode;
        }

        if (yes)
            return null;
        var rest = plan.Targets.Count - refused.Count;
        if (!CanAsk)
        {
            Console.Error.WriteLine(Text.Of(CliMessages.RefusedNoTerminal, rest));
            return RefusedExitCode;
        }

        return IsGiven(Text.Of(CliMessages.RefusedAsk, rest)) ? null : RefusedExitCode;
    }

    /// <summary>Whether somebody is there to be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks, and says whether the answer was yes.</summary>
    public static bool IsGiven(string question)
    {
        Console.Error.Write(question + " ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes" or "예" or "네";
    }
}
