using System.CommandLine;
using System.Globalization;
using System.Text;
using Hailstone.Cli;
using Hailstone.Cli.Commands;
using Hailstone.Cli.Screen;
using Hailstone.Ledger;

// What a person reads may be Korean whatever the terminal's locale says of encodings.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
CultureInfo.CurrentUICulture = Language.Of(args, CultureInfo.CurrentUICulture);
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture;

var root = new RootCommand(CliMessages.Tagline)
{
    InitCommand.Make(),
    RunCommand.Make(),
    ResumeCommand.Make(),
    RetryCommand.Make(),
    RescoreCommand.Make(),
    CheckCommand.Make(),
    DoctorCommand.Make(),
    ReportCommand.Make(),
    CompareCommand.Make(),
    RunsCommand.Make(),
    UsageCommand.Make(),
    ImportCommand.Make(),
    GcCommand.Make(),
    ModelsCommand.Make(),
    WeatherCommand.Make(),
    SimulateCommand.Make(),
};
root.Options.Add(SharedOptions.Language);
root.SetAction(_ => Welcome.Write(Console.Out));

Help.Translate(root);

// A word that begins with @ is a name like any other, no file of arguments.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0 || Values.EmptyIn(parsed).Count > 0)
    return Problems.WriteUsage(parsed);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    });
}
catch (LedgerException problem)
{
    return Problems.Write(problem.Message);
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
{
    return Problems.Write(fault.Message, CliMessages.FileFault);
}

/// <summary>The composition root: which commands there are.</summary>
internal static partial class Program
{
    /// <summary>The program's version, as it is built.</summary>
    public static string Version { get; } =
        typeof(Program).Assembly.GetName().Version?.ToString(3) ?? throw new InvalidOperationException("No version.");
}
