namespace Hailstone.Storage.Tests.Killing;

public sealed class SqliteKillTests : KillEverywhere
{
    private protected override IReadOnlyList<KillPoint> Sample =>
    [
        new(KillMoment.BeforeCommit, 1), new(KillMoment.AfterCommit, 1), new(KillMoment.BeforeCommit, 2),
        new(KillMoment.AfterCommit, 2), new(KillMoment.AtHead, 1), new(KillMoment.AtAnswer, 2),
        new(KillMoment.AfterCommit, 4),
    ];

    protected override Task<string> PlaceAsync(TemporaryFolder folder, int number) =>
        Task.FromResult(folder.Of($"{number}", "ledger.db"));
}
