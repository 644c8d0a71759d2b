using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Suites;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone init [DIR]</c>: a commented suite to begin with.</summary>
internal static class InitCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = CliMessages.ArgumentDir,
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("init", CliMessages.CommandInit) { folder };
        command.SetAction(parsed => Init(Path.GetFullPath(parsed.GetValue(folder)!)));
        return command;
    }

    private static int Init(string folder)
    {
        (string Name, string Text)[] files = [("suite.yaml", InitFiles.Suite), (".env.example", InitFiles.EnvExample)];
        var there = files.Where(file => File.Exists(Path.Combine(folder, file.Name))).ToList();
        if (there.Count > 0)
        {
            foreach (var file in there)
                Problems.Write(Text.Of(CliMessages.InitExists, Workspace.Shown(Path.Combine(folder, file.Name))));
            return Problems.ExitCode;
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, text);
            Console.Out.WriteLine(Text.Of(CliMessages.InitWrote, Workspace.Shown(path)));
        }

        Console.Out.WriteLine(Text.Of(CliMessages.InitNext, Workspace.Shown(folder)));
        return 0;
    }
}
