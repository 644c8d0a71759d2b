using Hailstone.Ledger;
using Xunit;

namespace Hailstone.Storage.Tests;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder.Of("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_held_once_in_one_process_too_until_it_is_given_back()
    {
        var first = RunLock.Take(Ledger, "r1");
        Assert.Throws<LedgerException>(() => RunLock.Take(Ledger, "r1"));

        first.Dispose();

        RunLock.Take(Ledger, "r1").Dispose();
        Assert.True(File.Exists(_folder.Of("runs", "r1", "lock")));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("")]
    public void An_id_that_leads_elsewhere_makes_no_folder(string run)
    {
        Assert.Throws<ArgumentException>(() => RunLock.Take(Ledger, run));
        Assert.False(Directory.Exists(_folder.Of("runs")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.Of("runs"), "a file where the folder should be");

        var refused = Assert.Throws<LedgerException>(() => RunLock.Take(Ledger, "r1"));

        Assert.Contains(_folder.Of("runs"), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another process", refused.Message, StringComparison.Ordinal);
    }
}
