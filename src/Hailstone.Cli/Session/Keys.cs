using DotNetEnv;
using Hailstone.Suites;
using Sprache;

namespace Hailstone.Cli.Session;

/// <summary>
/// Where keys come from: the real environment first, then <c>.env</c> in the working folder. A <c>.env</c> file
/// supplies known key names alone and changes no environment.
/// </summary>
internal sealed class Keys
{
    private readonly Func<string, string?> _environment;
    private readonly Dictionary<string, string> _file;

    private Keys(Func<string, string?> environment, Dictionary<string, string> file)
    {
        _environment = environment;
        _file = file;
    }

    /// <summary>Reads them.</summary>
    /// <param name="environment">The real environment.</param>
    /// <param name="file">The <c>.env</c> file, which need not be there.</param>
    /// <param name="known">The names that it may supply.</param>
    /// <returns>The keys, and what is wrong with the file: never what stands in it.</returns>
    public static (Keys Keys, Problem? Problem) Read(
        Func<string, string?> environment, string file, IReadOnlySet<string> known)
    {
        var values = new Dictionary<string, string>();
        Problem? problem = null;
        try
        {
            foreach (var (name, value) in File.Exists(file) ? Env.NoEnvVars().Load(file) : [])
            {
                if (known.Contains(name) && value.Length > 0)
                    values[name] = value;
            }
        }
        catch (ParseException fault)
        {
            problem = new Problem(
                new Place(Workspace.Shown(file), fault.Position?.Line),
                "run.key-file",
                CliMessages.KeyFile,
                CliMessages.KeyFileMend);
        }

        return (new Keys(environment, values), problem);
    }

    /// <summary>A key by its variable's name, or null where it is not set.</summary>
    public string? Of(string variable) =>
        _environment(variable) is { Length: > 0 } value ? value.Trim() : _file.GetValueOrDefault(variable)?.Trim();

    /// <summary>Where a key comes from, in the person's words.</summary>
    public string SourceOf(string variable) =>
        _environment(variable) is { Length: > 0 } ? CliMessages.KeyFromEnvironment : ".env";
}
