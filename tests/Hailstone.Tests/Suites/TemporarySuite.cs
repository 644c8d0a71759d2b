using System.Text;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

/// <summary>A folder of its own with a suite in it, for one test.</summary>
internal sealed class TemporarySuite : IDisposable
{
    /// <summary>The least that makes a suite of items.</summary>
    public const string Head = "name: t\ntargets: { a: [m] }\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("hailstone-suite-").FullName;

    public TemporarySuite(string suite = "") => Write("suite.yaml", suite);

    public string Folder => _folder;

    public string File => Path.Combine(_folder, "suite.yaml");

    public TemporarySuite With(string name, string text)
    {
        Write(name, text);
        return this;
    }

    public TemporarySuite With(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        return this;
    }

    public SuiteResult Read(SuiteOptions? options = null) => SuiteFile.Read(File, options ?? new SuiteOptions());

    public Suite Suite(SuiteOptions? options = null) => Read(options) switch
    {
        SuiteResult.Valid valid => valid.Suite,
        SuiteResult.Invalid invalid => throw new Xunit.Sdk.XunitException(string.Join('\n', invalid.Problems)),
        _ => throw new Xunit.Sdk.XunitException("neither valid nor invalid"),
    };

    public IReadOnlyList<Problem> Problems(SuiteOptions? options = null) =>
        Assert.IsType<SuiteResult.Invalid>(Read(options)).Problems;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) =>
        System.IO.File.WriteAllText(Path.Combine(_folder, name), text, new UTF8Encoding(false));
}
