namespace Hailstone.Suites;

/// <summary>The files that <c>hailstone init</c> writes.</summary>
public static class InitFiles
{
    /// <summary>A commented suite, for <c>suite.yaml</c>; it reads without problems.</summary>
    public static string Suite => Text("InitSuite.yaml");

    /// <summary>The names of key variables without keys, for <c>.env.example</c>.</summary>
    public static string EnvExample => Text("InitEnvExample.txt");

    private static string Text(string name)
    {
        var type = typeof(InitFiles);
        using var stream = type.Assembly.GetManifestResourceStream(type, name)
            ?? throw new InvalidOperationException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
