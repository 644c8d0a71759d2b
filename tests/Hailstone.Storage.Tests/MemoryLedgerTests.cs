using Hailstone.Ledger;

namespace Hailstone.Storage.Tests;

public sealed class MemoryLedgerTests : LedgerConformance
{
    protected override Task<ILedger> OpenAsync() => Task.FromResult<ILedger>(new MemoryLedger());
}
