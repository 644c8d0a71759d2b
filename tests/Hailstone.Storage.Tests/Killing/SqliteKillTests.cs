namespace Hailstone.Storage.Tests.Killing;

public sealed class SqliteKillTests : KillEverywhere
{
    protected override Task<string> PlaceAsync(TemporaryFolder folder, int number) =>
        Task.FromResult(folder.Of($"{number}", "ledger.db"));
}
