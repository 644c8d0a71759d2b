using System.CommandLine;
using Hailstone.Cli.Commands;
using Hailstone.Reports;
using Hailstone.Suites;

namespace Hailstone.Cli.Screen;

/// <summary>Tells a person what is wrong: on standard error, inert, a problem a paragraph.</summary>
internal static class Problems
{
    public const int ExitCode = 2;

    /// <summary>Problems of a suite.</summary>
    public static int Write(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
            Write(CliMessages.Error, problem);
        Console.Error.WriteLine(Text.Of(CliMessages.ProblemCount, problems.Count));
        return ExitCode;
    }

    /// <summary>One problem under a heading.</summary>
    public static void Write(string heading, Problem problem)
    {
        Console.Error.WriteLine(Inert.Terminal($"{problem.Place}: {heading}: {problem.Message} [{problem.Code}]"));
        if (problem.Mend.Length > 0)
            Console.Error.WriteLine(Inert.Terminal($"    {problem.Mend}"));
    }

    /// <summary>One problem that has no place in a file.</summary>
    public static int Write(string message, string mend = "")
    {
        Console.Error.WriteLine(Inert.Terminal($"hailstone: {message}"));
        if (mend.Length > 0)
            Console.Error.WriteLine(Inert.Terminal($"    {mend}"));
        return ExitCode;
    }

    /// <summary>Words of the command line that do not fit.</summary>
    public static int WriteUsage(ParseResult parsed)
    {
        var errors = parsed.Errors.Select(error => error.Message).ToList();
        foreach (var message in errors.Count > 0 ? errors : Values.EmptyIn(parsed))
            Write(message);
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "hailstone" : $"hailstone {command.Name}";
        Console.Error.WriteLine(Text.Of(CliMessages.SeeHelp, name));
        return ExitCode;
    }
}
