using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Hailstone.Ledger;
using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>
/// A ledger in one SQLite file, in WAL mode and with every append flushed to the disk: what was acknowledged outlives
/// the process and the machine's power.
/// </summary>
/// <remarks>
/// One process writes a run, any number read. Where two write the same run in spite of that, the one that did not see
/// the other's facts is refused, so that their stories never mix.
/// </remarks>
public sealed class SqliteLedger : ILedger
{
    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isDisposed;

    private SqliteLedger(string path, SqliteWriter writer)
    {
        _path = path;
        _writer = writer;
    }

    /// <summary>The writing side, for tests that fill the disk.</summary>
    internal SqliteWriter Writer => _writer;

    /// <summary>Opens a ledger, or makes a new one; an older form is brought to the newest.</summary>
    /// <param name="path">The file. Its folder is made where only that one is missing.</param>
    /// <param name="cancellation">Gives up before the file is touched.</param>
    /// <exception cref="LedgerException">
    /// The file cannot be used: where, why, and what to do stand in the message.
    /// </exception>
    public static Task<SqliteLedger> OpenAsync(string path, CancellationToken cancellation) =>
        Task.Run(() => Open(Path.GetFullPath(path)), cancellation);

    /// <inheritdoc/>
    public async Task AppendAsync(
        string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies, CancellationToken cancellation)
    {
        RunId.ThrowIfInvalid(run);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _gate.WaitAsync(cancellation);
        try
        {
            // SQLite knows no asynchronous write: the flush must not hold up the caller's thread.
            await Task.Run(() => _writer.Append(run, facts, bodies), CancellationToken.None);
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Of(fault, _path, run);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> ReadAsync(
        string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await using var query = await SqliteQuery.OpenAsync(
            _path, Statement.Facts, cancellation, ("@run", run));
        var last = 0L;
        while (await query.NextAsync(cancellation))
            yield return FactOf(query, run, ++last);
        _writer.Saw(run, last);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Body> BodiesAsync(
        string run, BodyKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await using var query = await SqliteQuery.OpenAsync(
            _path,
            Statement.Bodies,
            cancellation,
            ("@run", run),
            ("@kind", BodyKinds.NameOf(kind)));
        while (await query.NextAsync(cancellation))
        {
            var attempt = (int)query.Number(0);
            var packed = new PackedText((int)query.Number(1), query.Number(2) != 0, query.Bytes(3));
            var text = packed.Unpack() ?? throw Damaged(StorageMessages.BodyUnreadable, run, attempt);
            yield return new Body(attempt, kind, text);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var ended = await EndedTrialsAsync(cancellation);
        var stories = new Dictionary<string, (RunStarted? Started, Fact Last)>(StringComparer.Ordinal);
        await using var query = await SqliteQuery.OpenAsync(_path, Statement.Stories, cancellation);
        while (await query.NextAsync(cancellation))
        {
            var run = query.Text(0);
            var fact = Parse(query.Bytes(2), run, query.Number(1));
            var started = stories.GetValueOrDefault(run).Started ?? fact as RunStarted;
            stories[run] = (started, fact);
        }

        return RunEntry.NewestFirst(
            from story in stories
            where story.Value.Started is not null
            select RunEntry.Of(story.Key, story.Value.Started, ended.GetValueOrDefault(story.Key), story.Value.Last));
    }

    /// <summary>Closes the file, once an append that is under way is done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _gate.WaitAsync();
        _writer.Dispose();
        _gate.Dispose();
    }

    private static SqliteLedger Open(string path)
    {
        OwnerFiles.PrepareLedger(path);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.Open(path);
            Migrations.Refuse(connection, path, Migrations.Steps);
            Statement.MakeDurable.Run(connection);
            Migrations.Apply(connection, Migrations.Steps);
            return new SqliteLedger(path, new SqliteWriter(connection));
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            if (fault is SqliteException error)
                throw SqliteFault.Of(error, path);
            throw;
        }
    }

    private async Task<Dictionary<string, int>> EndedTrialsAsync(CancellationToken cancellation)
    {
        var ended = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var query = await SqliteQuery.OpenAsync(
            _path, Statement.EndedTrials, cancellation);
        while (await query.NextAsync(cancellation))
            ended[query.Text(0)] = (int)query.Number(1);
        return ended;
    }

    private Fact FactOf(SqliteQuery query, string run, long expected)
    {
        if (query.Number(0) != expected)
            throw Damaged(StorageMessages.FactMissing, run, expected);
        return Parse(query.Bytes(1), run, expected);
    }

    private Fact Parse(byte[] json, string run, long seq)
    {
        try
        {
            return FactJson.Read(json);
        }
        catch (JsonException fault)
        {
            throw new LedgerException(
                Text(StorageMessages.FactUnreadable, _path, run, seq, fault.Message), fault);
        }
    }

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);

    private LedgerException Damaged(string message, string run, long number) =>
        new(Text(message, _path, run, number));
}
