using System.Globalization;
using System.Runtime.CompilerServices;
using Hailstone.Ledger;
using Npgsql;

namespace Hailstone.Storage;

/// <summary>A ledger in a database of a PostgreSQL server, which a team shares.</summary>
/// <remarks>
/// What was acknowledged is on the server's disk. One connection writes and holds the runs that it writes; reading has
/// connections of its own.
/// </remarks>
internal sealed class PostgresLedger : ISharedLedger
{
    private const string Facts = "select seq, json from hailstone.fact where run = $1 and seq > $2 order by seq";

    private const string Outline =
        """
        select seq, json from hailstone.fact
        where run = $1 and kind not in ('attempt_started', 'attempt_ended', 'trial_ended') order by seq
        """;

    private const string BodiesOfKind =
        "select attempt, length, brotli, bytes from hailstone.body where run = $1 and kind = $2 order by attempt";

    private const string EndedTrials =
        """
        with retry as (
            select run, max(seq) as seq from hailstone.fact
            where kind not in ('attempt_started', 'attempt_ended', 'trial_ended')
                and kind = 'run_resumed' and json ->> 'retries_failed' = 'true'
            group by run),
        ended as (
            select run, trial, max(seq) as seq from hailstone.fact where trial is not null group by run, trial)
        select ended.run, count(*) from ended left join retry on retry.run = ended.run
        where retry.seq is null or ended.seq > retry.seq or (
            select json ->> 'outcome' from hailstone.fact fact where fact.run = ended.run and fact.seq = ended.seq)
            not in ('failed', 'not_run')
        group by ended.run
        """;

    private const string Stories =
        """
        select run, seq, json from hailstone.fact
        where kind not in ('attempt_started', 'attempt_ended', 'trial_ended')
            and kind in ('run_started', 'run_resumed', 'run_ended') order by run, seq
        """;

    private readonly string _place;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresWriter _writer;
    private readonly StoredFacts _stored;
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isDisposed;

    private PostgresLedger(string place, NpgsqlDataSource source, PostgresWriter writer)
    {
        _place = place;
        _source = source;
        _writer = writer;
        _stored = new StoredFacts(place);
    }

    /// <summary>Opens a ledger, or makes a new one in a database that is there.</summary>
    /// <param name="address">Where.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LedgerException">It cannot be used: where, why and what to do.</exception>
    public static async Task<PostgresLedger> OpenAsync(PostgresAddress address, CancellationToken cancellation)
    {
        var place = address.ToString();
        NpgsqlDataSource? source = null;
        try
        {
            source = NpgsqlDataSource.Create(address.ConnectionString);
            var connection = await source.OpenConnectionAsync(cancellation);
            await PostgresSchema.PrepareAsync(connection, place, PostgresSchema.Steps, cancellation);
            var writer = new PostgresWriter(connection);
            await writer.PrepareAsync(cancellation);
            return new PostgresLedger(place, source, writer);
        }
        catch (Exception fault)
        {
            if (source is not null)
                await source.DisposeAsync();
            throw fault switch
            {
                NpgsqlException error => PostgresFault.Of(error, place),
                _ => fault,
            };
        }
    }

    /// <inheritdoc/>
    public async Task AppendAsync(
        string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies, CancellationToken cancellation)
    {
        RunId.ThrowIfInvalid(run);
        await WriteAsync(() => _writer.AppendAsync(run, facts, bodies), run, cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> ReadAsync(
        string run, int skip, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!RunId.IsValid(run))
            yield break;
        await using var query = await AskAsync(Open().CreateCommand(Facts), cancellation, run, (long)skip);
        var last = (long)skip;
        while (await query.NextAsync(cancellation))
            yield return _stored.Next(run, ++last, query.Value<long>(0), query.Value<byte[]>(1));
        _writer.Positions.Saw(run, last);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> OutlineAsync(
        string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!RunId.IsValid(run))
            yield break;
        await using var query = await AskAsync(Open().CreateCommand(Outline), cancellation, run);
        while (await query.NextAsync(cancellation))
            yield return _stored.Parse(run, query.Value<long>(0), query.Value<byte[]>(1));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Body> BodiesAsync(
        string run, BodyKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!RunId.IsValid(run))
            yield break;
        await using var query = await AskAsync(
            Open().CreateCommand(BodiesOfKind), cancellation, run, BodyKinds.NameOf(kind));
        while (await query.NextAsync(cancellation))
        {
            var packed = new PackedText(query.Value<int>(1), query.Value<bool>(2), query.Value<byte[]>(3));
            yield return _stored.Unpack(run, query.Value<int>(0), kind, packed);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation)
    {
        var stories = new RunStories();
        await using (var ended = await AskAsync(Open().CreateCommand(EndedTrials), cancellation))
        {
            while (await ended.NextAsync(cancellation))
                stories.Ended(ended.Value<string>(0), ended.Value<long>(1));
        }

        await using var query = await AskAsync(Open().CreateCommand(Stories), cancellation);
        while (await query.NextAsync(cancellation))
        {
            var run = query.Value<string>(0);
            stories.Add(run, _stored.Parse(run, query.Value<long>(1), query.Value<byte[]>(2)));
        }

        return stories.NewestFirst();
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> HoldAsync(string run, CancellationToken cancellation)
    {
        RunId.ThrowIfInvalid(run);
        var isHeld = false;
        // A session may take its own lock again and again; the same run is to be held once here, too.
        await WriteAsync(
            async () => isHeld = !_held.Contains(run) && await _writer.HoldAsync(run, cancellation) && _held.Add(run),
            run,
            cancellation);
        return isHeld
            ? new Hold(this, run)
            : throw new LedgerException(Text(StorageMessages.PostgresRunHeld, _place, run));
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string run, CancellationToken cancellation) =>
        WriteAsync(() => _writer.RemoveAsync(run), run, cancellation);

    /// <summary>The server does that by itself.</summary>
    /// <param name="cancellation">Not needed.</param>
    public Task CompactAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Closes the connections, once an append that is under way is done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _gate.WaitAsync();
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
        _gate.Dispose();
    }

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);

    private Task<PostgresQuery> AskAsync(
        NpgsqlCommand command, CancellationToken cancellation, params object[] values) =>
        PostgresQuery.OpenAsync(command, _place, cancellation, values);

    private NpgsqlDataSource Open()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _source;
    }

    private async Task WriteAsync(Func<Task> write, string run, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _gate.WaitAsync(cancellation);
        try
        {
            await write();
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.Of(fault, _place, run);
        }
        catch (InvalidOperationException fault)
        {
            // What is asked of a connection that broke a while ago.
            throw PostgresFault.Of(new NpgsqlException(fault.Message, fault), _place, run);
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed class Hold(PostgresLedger ledger, string run) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (ledger._isDisposed)
                return;
            await ledger.WriteAsync(
                () => ledger._held.Remove(run) ? ledger._writer.FreeAsync(run) : Task.CompletedTask,
                run,
                CancellationToken.None);
        }
    }
}
