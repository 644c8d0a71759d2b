using Hailstone.Ledger;

namespace Hailstone.Storage.Tests;

public sealed class SqliteLedgerConformanceTests : LedgerConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<ILedger> OpenAsync() => await SqliteLedger.OpenAsync(_folder.Of("ledger.db"), Token);

    protected override ValueTask CleanAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
