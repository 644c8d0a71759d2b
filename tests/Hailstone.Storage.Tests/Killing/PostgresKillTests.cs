namespace Hailstone.Storage.Tests.Killing;

public sealed class PostgresKillTests(PostgresServer server) : KillEverywhere
{
    private protected override IReadOnlyList<KillPoint> Sample =>
        [new(KillMoment.AfterCommit, 2), new(KillMoment.AtAnswer, 2)];

    protected override async Task<string> PlaceAsync(TemporaryFolder folder, int number) =>
        await (await server.StartedAsync()).NewDatabaseAsync();
}
