using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hailstone.Cli.Screen;

/// <summary>The parser's own help with the words that the parser does not translate.</summary>
internal sealed class Help(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Gives a command, and all below it, help in the person's language.</summary>
    public static void Translate(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = CliMessages.OptionHelp;
        help.Action = new Help((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Description = CliMessages.OptionVersion;
    }

    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(text.ToString()
            .Replace("Description:", CliMessages.HelpDescription, StringComparison.Ordinal)
            .Replace("[command]", CliMessages.HelpCommand, StringComparison.Ordinal)
            .Replace("[options]", CliMessages.HelpOptions, StringComparison.Ordinal)
            .Replace("[default: ", CliMessages.HelpDefault, StringComparison.Ordinal));
        return code;
    }
}
