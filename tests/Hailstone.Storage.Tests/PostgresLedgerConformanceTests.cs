namespace Hailstone.Storage.Tests;

public sealed class PostgresLedgerConformanceTests(PostgresServer server) : SharedLedgerConformance
{
    protected override async Task<string> PlaceAsync(TemporaryFolder folder) =>
        await (await server.StartedAsync()).NewDatabaseAsync();
}
