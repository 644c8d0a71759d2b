using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>
/// Files that cannot be written or read are named before a question is sent; what is kept is one's own.
/// </summary>
public sealed class FileTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly FakeProvider _provider = FakeProvider.Start();

    public FileTests()
    {
        _cli.WriteSum();
        _cli.Write("file", "");
    }

    public void Dispose()
    {
        _provider.Dispose();
        _cli.Dispose();
    }

    [Theory]
    [InlineData("--json", "suite")]
    [InlineData("--json", "file/report.json")]
    [InlineData("--log", "suite")]
    [InlineData("--log", "file/run.log")]
    [InlineData("--ledger", "suite")]
    [InlineData("--ledger", "file/ledger.db")]
    public async Task A_file_that_a_run_cannot_write_is_named_before_a_question_is_sent(string option, string path)
    {
        var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={_provider.Url}", option, path);

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains(Path.Combine(_cli.Folder, path.Split('/')[0]), run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_provider.Prompts);
    }

    [Fact]
    public async Task A_report_and_a_suite_that_cannot_be_written_are_named()
    {
        var run = await _cli.RunAsync("run", "suite", "--simulate", "--quiet");
        Assert.True(run.Code == 0, run.ToString());

        foreach (var words in new[] { new[] { "report", "-o", "suite" }, ["init", "file"], ["init", "file/below"] })
        {
            var refused = await _cli.RunAsync(words);

            Assert.True(refused.Code == 2, refused.ToString());
            Assert.Contains(Path.Combine(_cli.Folder, words[^1]), refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("postgres://me:s3cret@host/db", "PGPASSWORD")]
    [InlineData("mysql://s3cret@host/db", "postgres://")]
    public async Task An_address_of_a_ledger_that_cannot_be_used_is_not_repeated(string place, string because)
    {
        var run = await _cli.RunAsync("run", "suite", "--simulate", "--ledger", place);

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("--ledger", run.Error, StringComparison.Ordinal);
        Assert.Contains(because, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_says_in_words_what_a_fact_says_and_a_dash_where_nothing_is_known()
    {
        var calls = 0;
        using var provider = FakeProvider.Start((_, context, _) => Interlocked.Increment(ref calls) % 2 == 0
            ? FakeProvider.AnswerAsync(context, "no number")
            : FakeProvider.AnswerAsync(context, "42"));
        _cli.WriteNumbers(2);

        await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}", "--log", "my.log");

        var log = await File.ReadAllTextAsync(
            Path.Combine(_cli.Folder, "my.log"), TestContext.Current.CancellationToken);
        Assert.Contains("Preflight of gpt-4.1-mini: it answers (200)", log, StringComparison.Ordinal);
        Assert.Contains(" scored 1 in ", log, StringComparison.Ordinal);
        Assert.Contains(" unparseable - in ", log, StringComparison.Ordinal);
        Assert.Contains(" ended: complete", log, StringComparison.Ordinal);
        Assert.DoesNotContain("null", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_of_a_run_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");

        var run = await _cli.RunAsync("run", "suite", "--simulate", "--log", "my.log", "--json", "my.json");

        Assert.True(run.Code == 0, run.ToString());
        var folder = Path.Combine(_cli.Folder, ".hailstone");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Append(Path.Combine(_cli.Folder, "my.log"))
            .Append(Path.Combine(_cli.Folder, "my.json"));
        foreach (var file in files.Where(file => new FileInfo(file).LinkTarget is null))
        {
            if (!OperatingSystem.IsWindows())
            {
                const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                Assert.Equal((file, owner), (file, File.GetUnixFileMode(file)));
            }
        }
    }

    [Fact]
    public async Task A_deadline_of_a_year_is_a_deadline_like_any_other()
    {
        var run = await _cli.RunAsync("run", "suite", "--simulate", "--quiet", "--deadline", "8760h");

        Assert.True(run.Code == 0, run.ToString());
    }
}
