using Xunit;

namespace Hailstone.Storage.Tests;

public sealed class LedgerAddressTests
{
    [Theory]
    [InlineData("postgres://me@db.example/bench", "postgres://me@db.example:5432/bench")]
    [InlineData("postgresql://db.example:6000/bench", "postgres://db.example:6000/bench")]
    [InlineData("postgres://a%40b@[::1]/x%20y", "postgres://a%40b@[::1]:5432/x%20y")]
    [InlineData("postgres:///bench?host=/run/pg&port=5433", "postgres:///bench?host=/run/pg&port=5433")]
    [InlineData("postgres://me@db/bench?sslmode=verify-full", "postgres://me@db:5432/bench")]
    [InlineData("some/ledger.db", "some/ledger.db")]
    public void An_address_is_read_and_shown(string written, string shown)
    {
        var address = LedgerAddress.Read(written, out var problem);

        Assert.Null(problem);
        Assert.Equal(shown, address!.ToString());
    }

    [Theory]
    [InlineData("postgres://me:s3cret@db/bench", "PGPASSWORD")]
    [InlineData("postgres://me:@db/bench", "PGPASSWORD")]
    [InlineData("postgres://me@db/bench?password=s3cret", "PGPASSWORD")]
    [InlineData("postgres://me@db/bench?sslpassword=s3cret", "PGPASSWORD")]
    [InlineData("postgres://me@db", "no database")]
    [InlineData("postgres://me@db/bench?s3cret=1", "sslrootcert")]
    [InlineData("postgres://me@db/bench?sslmode=s3cret", "sslmode")]
    [InlineData("postgres://me@db/bench?port=0", "port")]
    [InlineData("mysql://me:s3cret@db/bench", "postgres://")]
    [InlineData("https://s3cret", "postgres://")]
    [InlineData("postgres://s3cret@:x", "postgres://")]
    public void What_is_wrong_is_said_without_repeating_the_address(string written, string because)
    {
        Assert.Null(LedgerAddress.Read(written, out var problem));

        Assert.Contains(because, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mode_of_encryption_is_taken_over()
    {
        var address = (PostgresAddress)LedgerAddress.Read("postgres://me@db/bench?sslmode=verify-full", out _)!;

        Assert.Contains("SSL Mode=VerifyFull", address.ConnectionString, StringComparison.Ordinal);
    }
}
