using Hailstone.Ledger;
using Npgsql;
using Xunit;

namespace Hailstone.Storage.Tests.Killing;

public sealed class MigrationKillTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_form_is_the_old_or_the_new_one_wherever_its_change_is_killed(int death)
    {
        var place = _folder.Of("ledger.db");
        await using (var old = await SqliteLedger.OpenAsync(place, Token))
            await old.AppendAsync("r1", [new RunResumed { At = default, Version = "old" }], [], Token);

        using var process = ChildProcess.Start(ChildProcess.Migrate, place, null, $"{death}");
        await process.WaitForExitAsync(Token);

        Assert.Equal(137, process.ExitCode);
        using (var connection = SqliteFile.Open(place))
        {
            // Two steps were under way: what died in the first left none, and what died later left one.
            Assert.Equal(Migrations.Steps.Count + (death == 3 ? 1 : 0), Statement.Version.Number(connection));
            Migrations.Apply(connection, MortalMigration.Steps(0));
            Assert.Equal(Migrations.Steps.Count + 2, Statement.Version.Number(connection));
        }

        using var later = SqliteFile.Open(place);
        using var command = later.CreateCommand();
        command.CommandText = "select (select count(*) from fact) * 10 + (select count(*) from later)";
        Assert.Equal(11L, await command.ExecuteScalarAsync(Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_database_keeps_its_old_form_wherever_its_change_is_killed(int death)
    {
        var place = await (await server.StartedAsync()).NewDatabaseAsync();
        var address = Assert.IsType<PostgresAddress>(LedgerAddress.Read(place, out _));
        var database = address.ConnectionString;
        await using (var old = await PostgresLedger.OpenAsync(address, Token))
            await old.AppendAsync("r1", [new RunResumed { At = default, Version = "old" }], [], Token);

        using var process = ChildProcess.Start(ChildProcess.Migrate, place, null, $"{death}");
        await process.WaitForExitAsync(Token);

        Assert.Equal(137, process.ExitCode);
        Assert.Equal(PostgresSchema.Steps.Count, await NumberAsync(database, "select version from hailstone.form"));
        Assert.Equal(0, await NumberAsync(
            database, "select count(*)::int from pg_class where oid = to_regclass('hailstone.later')"));
        await MortalMigration.PrepareAsync(address, MortalMigration.PostgresSteps(0));
        Assert.Equal(PostgresSchema.Steps.Count + 3, await NumberAsync(database, "select version from hailstone.form"));
        Assert.Equal(7, await NumberAsync(database, "select x from hailstone.later"));
        Assert.Equal(1, await NumberAsync(database, "select count(*)::int from hailstone.fact"));
    }

    private static async Task<int> NumberAsync(string database, string query)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(query);
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }
}
