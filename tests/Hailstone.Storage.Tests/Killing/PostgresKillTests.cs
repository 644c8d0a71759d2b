namespace Hailstone.Storage.Tests.Killing;

public sealed class PostgresKillTests(PostgresServer server) : KillEverywhere
{
    protected override async Task<string> PlaceAsync(TemporaryFolder folder, int number) =>
        await (await server.StartedAsync()).NewDatabaseAsync();
}
