using Hailstone.Ledger;
using Xunit;

namespace Hailstone.Storage.Tests;

/// <summary>What is PostgreSQL's own: signing in, forms, rights, and servers that go away.</summary>
public sealed class PostgresLedgerTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_password_comes_from_the_pass_file_and_a_missing_or_wrong_one_is_told_without_repeating_it()
    {
        await server.StartedAsync();
        await server.NewDatabaseAsync();
        await server.ExecuteAsync("postgres", "create database locked; create role guarded login password 's3cret'");
        await server.ExecuteAsync("locked", "alter database locked owner to guarded");
        await server.GuardAsync("guarded");
        var address = server.AddressOf("locked", "guarded");

        var without = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync($"{address}&passfile={PassFile("")}"));
        var wrong = await Assert.ThrowsAsync<LedgerException>(
            () => OpenAsync($"{address}&passfile={PassFile("*:*:*:*:wr0ng")}"));
        await using var ledger = await OpenAsync($"{address}&passfile={PassFile("*:*:*:guarded:s3cret")}");

        Assert.Contains("PGPASSWORD", without.Message, StringComparison.Ordinal);
        Assert.Contains("refuses the sign-in", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", wrong.Message, StringComparison.Ordinal);
        await ledger.AppendAsync("r1", [Fact("a")], [], Token);
        Assert.Single(await ledger.ReadAsync("r1", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        await server.StartedAsync();

        var refused = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(server.AddressOf("nowhere")));

        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
        Assert.Contains("createdb", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        var refused = await Assert.ThrowsAsync<LedgerException>(
            () => OpenAsync("postgres://me@127.0.0.1:9/db?connect_timeout=5"));

        Assert.StartsWith("postgres://me@127.0.0.1:9/db: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_may_make_the_same_new_ledger_at_once()
    {
        var address = await (await server.StartedAsync()).NewDatabaseAsync();

        var ledgers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(address)));

        foreach (var ledger in ledgers)
            await ledger.DisposeAsync();
    }

    [Theory]
    [InlineData("update hailstone.form set version = 999", "999")]
    [InlineData("delete from hailstone.form", "another program's")]
    [InlineData("drop table hailstone.form", "another program's")]
    public async Task A_newer_form_and_a_foreign_schema_are_refused_and_left_as_they_were(string change, string because)
    {
        var address = await (await server.StartedAsync()).NewDatabaseAsync();
        await using (var ledger = await OpenAsync(address))
            await ledger.AppendAsync("r1", [Fact("a")], [], Token);
        var database = LastOf(address);
        await server.ExecuteAsync(database, change);

        var refused = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(address));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        // Fails where the fact is gone: 1 / 0.
        await server.ExecuteAsync(database, "select 1 / count(*) from hailstone.fact");
    }

    [Fact]
    public async Task Who_may_only_read_reads_and_is_told_why_writing_fails()
    {
        var address = await (await server.StartedAsync()).NewDatabaseAsync();
        var database = LastOf(address);
        await using (var ledger = await OpenAsync(address))
            await ledger.AppendAsync("r1", [Fact("a")], [], Token);
        await server.ExecuteAsync(
            database,
            "create role reader login; grant usage on schema hailstone to reader;"
            + "grant select on all tables in schema hailstone to reader");

        await using var reader = await OpenAsync(server.AddressOf(database, "reader"));

        Assert.Single(await reader.ReadAsync("r1", Token).ToListAsync(Token));
        var refused = await Assert.ThrowsAsync<LedgerException>(
            () => reader.AppendAsync("r1", [Fact("b")], [], Token));
        Assert.Contains("may not be written", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_loses_its_runs_and_writes_no_more()
    {
        var address = await (await server.StartedAsync()).NewDatabaseAsync();
        await using var cut = await OpenAsync(address);
        var held = await cut.HoldAsync("r1", Token);
        await cut.AppendAsync("r1", [Fact("kept")], [], Token);
        await server.ExecuteAsync(
            "postgres",
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{LastOf(address)}'");

        await Assert.ThrowsAsync<LedgerException>(() => cut.AppendAsync("r1", [Fact("lost")], [], Token));
        await Assert.ThrowsAsync<LedgerException>(() => cut.AppendAsync("r1", [Fact("lost too")], [], Token));
        await held.DisposeAsync();

        await using var next = await OpenAsync(address);
        await using var again = await next.HoldAsync("r1", Token);
        Assert.Equal([Fact("kept")], await next.ReadAsync("r1", Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("delete from hailstone.fact where seq = 2", "fact 2 of run r1 is missing")]
    [InlineData("update hailstone.fact set json = '{}' where seq = 2", "fact 2 of run r1 cannot be read")]
    public async Task A_story_with_a_hole_is_not_told_as_if_it_were_whole(string damage, string because)
    {
        var address = await (await server.StartedAsync()).NewDatabaseAsync();
        await using var ledger = await OpenAsync(address);
        await ledger.AppendAsync("r1", [Fact("1"), Fact("2"), Fact("3")], [], Token);
        await server.ExecuteAsync(LastOf(address), damage);

        var damaged = await Assert.ThrowsAsync<LedgerException>(
            async () => await ledger.ReadAsync("r1", Token).CountAsync(Token));

        Assert.Contains(because, damaged.Message, StringComparison.Ordinal);
    }

    private static RunResumed Fact(string version) => new() { At = DateTimeOffset.UnixEpoch, Version = version };

    private static string LastOf(string address) => address.Split('?')[0].Split('/')[^1];

    private string PassFile(string text)
    {
        var path = _folder.Of("passfile" + text.Length);
        File.WriteAllText(path, text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private Task<ISharedLedger> OpenAsync(string address) => ChildProcess.OpenAsync(address, _folder.Of(), Token);
}
