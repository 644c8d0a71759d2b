namespace Hailstone.Cli.Commands;

/// <summary>What the bare command says: what it is, and the three commands to begin with.</summary>
internal static class Welcome
{
    public static int Write(TextWriter output)
    {
        output.WriteLine(CliMessages.Tagline);
        output.WriteLine();
        output.WriteLine(CliMessages.WelcomePromise);
        output.WriteLine();
        output.WriteLine($"  hailstone init my-suite              {CliMessages.WelcomeInit}");
        output.WriteLine($"  hailstone run my-suite --simulate    {CliMessages.WelcomeSimulate}");
        output.WriteLine($"  hailstone run my-suite               {CliMessages.WelcomeRun}");
        output.WriteLine();
        output.WriteLine(CliMessages.WelcomeHelp);
        return 0;
    }
}
