using System.Runtime.CompilerServices;
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
public sealed class SqliteLedger : ISharedLedger
{
    private readonly string _path;
    private readonly StoredFacts _stored;
    private readonly SqliteWriter _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isDisposed;

    private SqliteLedger(string path, SqliteWriter writer)
    {
        _path = path;
        _stored = new StoredFacts(path);
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
        await WriteAsync(() => _writer.Append(run, facts, bodies), run, cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> ReadAsync(
        string run, int skip, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await using var query = await SqliteQuery.OpenAsync(
            _path, Statement.Facts, cancellation, ("@run", run), ("@skip", skip));
        var last = (long)skip;
        while (query.Next(cancellation))
            yield return _stored.Next(run, ++last, query.Number(0), query.Bytes(1));
        _writer.Positions.Saw(run, last);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> OutlineAsync(
        string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await using var query = await SqliteQuery.OpenAsync(_path, Statement.Outline, cancellation, ("@run", run));
        while (query.Next(cancellation))
            yield return _stored.Parse(run, query.Number(0), query.Bytes(1));
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
        while (query.Next(cancellation))
        {
            var attempt = (int)query.Number(0);
            var packed = new PackedText((int)query.Number(1), query.Number(2) != 0, query.Bytes(3).ToArray());
            yield return _stored.Unpack(run, attempt, kind, packed);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var stories = new RunStories();
        await using (var ended = await SqliteQuery.OpenAsync(_path, Statement.EndedTrials, cancellation))
        {
            while (ended.Next(cancellation))
                stories.Ended(ended.Text(0), ended.Number(1));
        }

        await using var query = await SqliteQuery.OpenAsync(_path, Statement.Stories, cancellation);
        while (query.Next(cancellation))
            stories.Add(query.Text(0), _stored.Parse(query.Text(0), query.Number(1), query.Bytes(2)));
        return stories.NewestFirst();
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable> HoldAsync(string run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IAsyncDisposable>(RunLock.Take(_path, run));
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string run, CancellationToken cancellation) =>
        WriteAsync(() => _writer.Remove(run), run, cancellation);

    /// <inheritdoc/>
    public async Task CompactAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(() => Statement.Compact.Run(_writer.Connection), null, cancellation);
        }
        catch (LedgerException)
        {
            // Somebody reads it, or the disk has no room for a second copy: the space is used by the next run then.
        }
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

    private async Task WriteAsync(Action write, string? run, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _gate.WaitAsync(cancellation);
        try
        {
            // SQLite knows no asynchronous write: the flush must not hold up the caller's thread.
            await Task.Run(write, CancellationToken.None);
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
}
