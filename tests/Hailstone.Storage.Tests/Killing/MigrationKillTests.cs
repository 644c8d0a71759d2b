using Hailstone.Ledger;
using Xunit;

namespace Hailstone.Storage.Tests.Killing;

public sealed class MigrationKillTests : IDisposable
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
            Assert.Equal(death == 3 ? 2 : 1, Statement.Version.Number(connection));
            Migrations.Apply(connection, MortalMigration.Steps(0));
            Assert.Equal(3, Statement.Version.Number(connection));
        }

        using var later = SqliteFile.Open(place);
        using var command = later.CreateCommand();
        command.CommandText = "select (select count(*) from fact) * 10 + (select count(*) from later)";
        Assert.Equal(11L, await command.ExecuteScalarAsync(Token));
    }
}
