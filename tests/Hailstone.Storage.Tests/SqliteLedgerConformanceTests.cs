namespace Hailstone.Storage.Tests;

public sealed class SqliteLedgerConformanceTests : SharedLedgerConformance
{
    protected override Task<string> PlaceAsync(TemporaryFolder folder) => Task.FromResult(folder.Of("ledger.db"));
}
