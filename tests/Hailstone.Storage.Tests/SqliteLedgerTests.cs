using System.Globalization;
using Hailstone.Ledger;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Hailstone.Storage.Tests;

/// <summary>What is SQLite's own: a full disk, damage, locks, and two writers of one run.</summary>
public sealed class SqliteLedgerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteLedger? _ledger;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SqliteLedger Ledger => _ledger ?? throw new InvalidOperationException("not opened");

    private string Place => _folder.Of("ledger.db");

    public async ValueTask InitializeAsync() => _ledger = await SqliteLedger.OpenAsync(Place, Token);

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_there_after_the_file_was_closed()
    {
        await Ledger.AppendAsync("r1", [Fact("a")], [new Body(1, BodyKind.Answer, "b")], Token);
        await Ledger.DisposeAsync();

        _ledger = await SqliteLedger.OpenAsync(Place, Token);

        Assert.Equal([Fact("a")], await Ledger.ReadAsync("r1", Token).ToListAsync(Token));
        Assert.Equal("b", (await Ledger.BodiesAsync("r1", BodyKind.Answer, Token).SingleAsync(Token)).Text);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_the_run_goes_on_once_there_is_room()
    {
        await Ledger.AppendAsync("r1", [Fact("before")], [], Token);
        Execute(Ledger.Writer.Connection, "pragma max_page_count = 20");
        var random = new Random(1);
        var noise = new string([.. Enumerable.Range(0, 200_000).Select(_ => (char)random.Next('a', 'z'))]);

        var full = await Assert.ThrowsAsync<LedgerException>(
            () => Ledger.AppendAsync("r1", [Fact("lost")], [new Body(1, BodyKind.Answer, noise)], Token));
        Execute(Ledger.Writer.Connection, "pragma max_page_count = 100000");
        await Ledger.AppendAsync("r1", [Fact("after")], [new Body(1, BodyKind.Answer, noise)], Token);

        Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
        Assert.Contains(Place, full.Message, StringComparison.Ordinal);
        Assert.Equal([Fact("before"), Fact("after")], await Ledger.ReadAsync("r1", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_read_only_ledger_can_be_read_and_says_why_it_cannot_be_written()
    {
        await Ledger.AppendAsync("r1", [Fact("a")], [], Token);
        Execute(Ledger.Writer.Connection, "pragma query_only = on");

        var refused = await Assert.ThrowsAsync<LedgerException>(() => Ledger.AppendAsync("r1", [Fact("b")], [], Token));

        Assert.Contains("read-only", refused.Message, StringComparison.Ordinal);
        Assert.Single(await Ledger.ReadAsync("r1", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_damaged_file_is_said_to_be_damaged()
    {
        for (var batch = 0; batch < 50; batch++)
            await Ledger.AppendAsync("r1", [Fact(new string('x', 2000))], [], Token);
        await Ledger.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(Place, Token);
        bytes.AsSpan(4096 * 4).Fill(0xA5);
        await File.WriteAllBytesAsync(Place, bytes, Token);
        _ledger = await SqliteLedger.OpenAsync(Place, Token);

        var damaged = await Assert.ThrowsAsync<LedgerException>(
            async () => await Ledger.ReadAsync("r1", Token).CountAsync(Token));

        Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete from fact where seq = 2", "fact 2 of run r1 is missing")]
    [InlineData("update fact set json = '{}' where seq = 2", "fact 2 of run r1 cannot be read")]
    [InlineData("update fact set json = '{\"kind\":\"from_the_future\"}' where seq = 2", "newer Hailstone")]
    public async Task A_story_with_a_hole_is_not_told_as_if_it_were_whole(string damage, string because)
    {
        await Ledger.AppendAsync("r1", [Fact("1"), Fact("2"), Fact("3")], [], Token);
        Execute(Ledger.Writer.Connection, damage);

        var damaged = await Assert.ThrowsAsync<LedgerException>(
            async () => await Ledger.ReadAsync("r1", Token).CountAsync(Token));

        Assert.Contains(because, damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update body set bytes = x'00'")]
    [InlineData("update body set length = 9223372036854775807")]
    [InlineData("update body set length = length - 1")]
    [InlineData("update body set brotli = 0")]
    public async Task A_body_that_is_not_what_it_says_is_refused(string damage)
    {
        await Ledger.AppendAsync("r1", [], [new Body(3, BodyKind.Answer, new string('x', 1000))], Token);
        Execute(Ledger.Writer.Connection, damage);

        var damaged = await Assert.ThrowsAsync<LedgerException>(
            async () => await Ledger.BodiesAsync("r1", BodyKind.Answer, Token).CountAsync(Token));

        Assert.Contains("attempt 3 of run r1", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_kept_small_where_that_helps_and_plain_where_it_does_not()
    {
        await Ledger.AppendAsync(
            "r1", [], [new Body(1, BodyKind.Answer, new string('가', 5000)), new Body(2, BodyKind.Answer, "42")], Token);

        using var command = Ledger.Writer.Connection.CreateCommand();
        command.CommandText = "select length, brotli, length(bytes) from body order by attempt";
        using var rows = await command.ExecuteReaderAsync(Token);
        await rows.ReadAsync(Token);
        Assert.Equal((15_000, 1), (rows.GetInt32(0), rows.GetInt32(1)));
        Assert.InRange(rows.GetInt32(2), 1, 100);
        await rows.ReadAsync(Token);
        Assert.Equal((2, 0, 2), (rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2)));
    }

    [Theory]
    [InlineData(5, "locked for 10 seconds")]
    [InlineData(8, "read-only")]
    [InlineData(10, "reading or writing failed")]
    [InlineData(11, "damaged")]
    [InlineData(13, "full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(26, "not a ledger")]
    [InlineData(7, "cannot be used (out of memory)")]
    public void An_error_of_SQLite_says_where_why_and_what_to_do(int code, string because)
    {
        var fault = new SqliteException($"SQLite Error {code}: 'out of memory'.", code);

        var told = SqliteFault.Of(fault, "/a/ledger.db", "r1");

        Assert.StartsWith("/a/ledger.db: ", told.Message, StringComparison.Ordinal);
        Assert.Contains(because, told.Message, StringComparison.Ordinal);
        Assert.Same(fault, told.InnerException);
    }

    [Fact]
    public void Errors_are_told_in_Korean_to_who_asks_for_Korean()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        try
        {
            var told = SqliteFault.Of(new SqliteException("SQLite Error 13: 'full'.", 13), "ledger.db");

            Assert.Contains("디스크가 가득", told.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static RunResumed Fact(string version) => new() { At = DateTimeOffset.UnixEpoch, Version = version };

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
