using Hailstone.Ledger;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Hailstone.Storage.Tests;

/// <summary>The file itself: who may read it, what it is made of, and which files are refused.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder.Of("ledger.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("000")]
    [InlineData("777")]
    public async Task Files_are_the_owners_alone_whatever_the_umask(string umask)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        var home = _folder.Of(".hailstone");
        using var other = ChildProcess.Start(ChildProcess.Hold, Path.Combine(home, "ledger.db"), umask);
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(Token));

        var modes = new DirectoryInfo(home).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Append(new DirectoryInfo(home))
            .ToDictionary(entry => entry.Name, entry => entry.UnixFileMode);

        Assert.Equal(OwnerFolder, modes[".hailstone"]);
        Assert.Equal(OwnerFolder, modes["runs"]);
        Assert.Equal(OwnerFolder, modes["r1"]);
        Assert.Equal(OwnerFile, modes["lock"]);
        Assert.Equal(OwnerFile, modes[".gitignore"]);
        Assert.Equal(OwnerFile, modes["ledger.db"]);
        Assert.Equal(OwnerFile, modes["ledger.db-wal"]);
        Assert.Equal(OwnerFile, modes["ledger.db-shm"]);
        other.StandardInput.Close();
        await other.WaitForExitAsync(Token);
    }

    [Fact]
    public async Task Hailstones_own_folder_is_kept_out_of_version_control_and_another_is_left_alone()
    {
        await using (await SqliteLedger.OpenAsync(_folder.Of(".hailstone", "ledger.db"), Token))
        await using (await SqliteLedger.OpenAsync(_folder.Of("results", "ledger.db"), Token))
        {
        }

        Assert.Equal("*\n", await File.ReadAllTextAsync(_folder.Of(".hailstone", ".gitignore"), Token));
        Assert.False(File.Exists(_folder.Of("results", ".gitignore")));
    }

    [Fact]
    public async Task An_ignore_file_that_a_person_wrote_stays()
    {
        Directory.CreateDirectory(_folder.Of(".hailstone"));
        await File.WriteAllTextAsync(_folder.Of(".hailstone", ".gitignore"), "mine", Token);

        await using (await SqliteLedger.OpenAsync(_folder.Of(".hailstone", "ledger.db"), Token))
        {
        }

        Assert.Equal("mine", await File.ReadAllTextAsync(_folder.Of(".hailstone", ".gitignore"), Token));
    }

    [Fact]
    public async Task Commits_are_flushed_and_readers_do_not_wait()
    {
        await using var ledger = await SqliteLedger.OpenAsync(Ledger, Token);

        Assert.Equal(2L, Scalar(ledger.Writer.Connection, "pragma synchronous"));
        Assert.Equal("wal", Scalar(ledger.Writer.Connection, "pragma journal_mode"));
        Assert.Equal(10_000L, Scalar(ledger.Writer.Connection, "pragma busy_timeout"));
        Assert.Equal((long)Migrations.Steps.Count, Scalar(ledger.Writer.Connection, "pragma user_version"));
    }

    [Fact]
    public async Task A_folder_in_the_ledgers_place_is_refused() =>
        await RefusedAsync(_folder.Of(), "this is a folder");

    [Fact]
    public async Task A_missing_path_is_named_and_not_made()
    {
        await RefusedAsync(_folder.Of("slip", "of", "ledger.db"), _folder.Of("slip"));

        Assert.False(Directory.Exists(_folder.Of("slip")));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_refused()
    {
        await File.WriteAllTextAsync(_folder.Of("file"), "", Token);

        await RefusedAsync(_folder.Of("file", "ledger.db"), "cannot be prepared");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        var text = new string('x', 5000);
        await File.WriteAllTextAsync(Ledger, text, Token);

        await RefusedAsync(Ledger, "not a ledger");

        Assert.Equal(text, await File.ReadAllTextAsync(Ledger, Token));
    }

    [Theory]
    [InlineData("create table theirs (x)")]
    [InlineData("create table theirs (x); pragma user_version = 1")]
    [InlineData("pragma application_id = 252006674; pragma user_version = 1")]
    public async Task Another_programs_database_is_refused_and_left_as_it_was(string schema)
    {
        Execute(schema);
        var before = await File.ReadAllBytesAsync(Ledger, Token);

        await RefusedAsync(Ledger, "not a ledger");

        Assert.Equal(before, await File.ReadAllBytesAsync(Ledger, Token));
    }

    [Fact]
    public async Task A_newer_form_is_refused_with_both_numbers()
    {
        await using (await SqliteLedger.OpenAsync(Ledger, Token))
        {
        }

        Execute("pragma user_version = 999");

        var message = await RefusedAsync(Ledger, "999");
        Assert.Contains($"{Migrations.Steps.Count}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_form_is_brought_to_the_newest_and_keeps_its_facts()
    {
        await using (var old = await SqliteLedger.OpenAsync(Ledger, Token))
            await old.AppendAsync("r1", [new RunResumed { At = default, Version = "old" }], [], Token);
        Statement[] steps =
        [
            .. Migrations.Steps,
            new(command => command.CommandText = "create table later (x); pragma user_version = 3"),
            new(command => command.CommandText = "insert into later values (7); pragma user_version = 4"),
        ];

        using var connection = SqliteFile.Open(Ledger);
        Migrations.Refuse(connection, Ledger, steps);
        Migrations.Apply(connection, steps);

        Assert.Equal(Migrations.Steps.Count + 2L, Scalar(connection, "pragma user_version"));
        Assert.Equal(7L, Scalar(connection, "select x from later"));
        Assert.Equal(1L, Scalar(connection, "select count(*) from fact"));
    }

    [Fact]
    public async Task A_file_of_the_first_form_is_opened_and_its_runs_are_listed()
    {
        await File.WriteAllBytesAsync(Ledger, [], Token);
        using (var first = SqliteFile.Open(Ledger))
        {
            Migrations.Apply(first, [Migrations.Steps[0]]);
            Execute(
                """
                insert into fact values ('r1', 1, 'run_resumed', 0, null,
                    '{"kind":"run_resumed","version":"old","at":"2026-11-22T00:00:00+00:00"}')
                """);
        }

        await using var ledger = await SqliteLedger.OpenAsync(Ledger, Token);

        Assert.Equal("old", Assert.IsType<RunResumed>(Assert.Single(
            await ledger.OutlineAsync("r1", Token).ToListAsync(Token))).Version);
        Assert.Equal((long)Migrations.Steps.Count, Scalar(ledger.Writer.Connection, "pragma user_version"));
    }

    [Fact]
    public async Task What_concerns_whole_runs_is_found_by_its_own_index()
    {
        await using var ledger = await SqliteLedger.OpenAsync(Ledger, Token);

        foreach (var statement in (Statement[])[Statement.Outline, Statement.Stories])
        {
            using var command = statement.On(ledger.Writer.Connection);
            command.CommandText = "explain query plan " + command.CommandText;
            command.Parameters.AddWithValue("@run", "r1");
            await using var rows = await command.ExecuteReaderAsync(Token);
            Assert.True(await rows.ReadAsync(Token));
            Assert.Contains("fact_outline", rows.GetString(3), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_form_as_it_was()
    {
        await using (await SqliteLedger.OpenAsync(Ledger, Token))
        {
        }

        Statement[] steps =
        [
            .. Migrations.Steps,
            new(command => command.CommandText =
                "create table later (x); pragma user_version = 3; insert into nowhere"),
        ];
        using var connection = SqliteFile.Open(Ledger);

        Assert.Throws<SqliteException>(() => Migrations.Apply(connection, steps));

        Assert.Equal((long)Migrations.Steps.Count, Scalar(connection, "pragma user_version"));
        Assert.Equal(0L, Scalar(connection, "select count(*) from sqlite_schema where name = 'later'"));
    }

    [Fact]
    public async Task Many_may_make_the_same_new_file_at_once()
    {
        var ledgers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => SqliteLedger.OpenAsync(Ledger, Token)));

        Assert.Equal((long)Migrations.Steps.Count, Scalar(ledgers[0].Writer.Connection, "pragma user_version"));
        foreach (var ledger in ledgers)
            await ledger.DisposeAsync();
    }

    private static async Task<string> RefusedAsync(string path, string because)
    {
        var refused = await Assert.ThrowsAsync<LedgerException>(() => SqliteLedger.OpenAsync(path, Token));
        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        return refused.Message;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
