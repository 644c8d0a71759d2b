using System.Data;
using System.Text;
using Hailstone.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Hailstone.Storage;

/// <summary>The one connection that writes, and that holds the runs that it writes.</summary>
/// <remarks>
/// The locks of runs belong to this connection's session. A connection that breaks loses them and can write no more, so
/// that nobody writes a run without holding it. Its caller lets one call in at a time.
/// </remarks>
internal sealed class PostgresWriter(NpgsqlConnection connection) : IAsyncDisposable
{
    // A server that forgets a dead client only after hours would keep its runs locked as long; and a commit that was
    // acknowledged is on the disk, whatever the server's setting.
    private const string Prepare =
        """
        set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3;
        set lock_timeout = '10s';
        select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
        """;

    private const string Last = "select coalesce(max(seq), 0) from hailstone.fact where run = $1";

    private const string InsertFacts =
        """
        insert into hailstone.fact (run, seq, kind, at, trial, json)
        select $1, f.seq, f.kind, f.at, f.trial, f.json::json
        from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::integer[], $6::text[])
            as f (seq, kind, at, trial, json)
        """;

    private const string InsertBodies =
        """
        insert into hailstone.body (run, kind, attempt, length, brotli, bytes)
        select $1, b.kind, b.attempt, b.length, b.brotli, b.bytes
        from unnest($2::text[], $3::integer[], $4::integer[], $5::boolean[], $6::bytea[])
            as b (kind, attempt, length, brotli, bytes)
        """;

    // A process that was killed a moment ago may still hold the lock: the server looks again for two seconds. The
    // setting ends with the batch, the lock does not.
    private const string Patience = "select set_config('lock_timeout', '2s', true)";

    private const string TakeLock = "select pg_advisory_lock(hashtextextended('hailstone ' || $1, 0))";

    private const string FreeLock = "select pg_advisory_unlock(hashtextextended('hailstone ' || $1, 0))";

    /// <summary>How far each run is known.</summary>
    public Positions Positions { get; } = new();

    /// <summary>Makes the connection ready to write.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Prepare, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Appends in one transaction and one exchange with the server.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="bodies">Their bodies.</param>
    public async Task AppendAsync(string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies)
    {
        var last = Positions.Of(run) ?? await LastAsync(run);
        // A batch outside of a transaction is one: the server commits all of it or nothing.
        await using var batch = new NpgsqlBatch(connection);
        if (facts.Count > 0)
            batch.BatchCommands.Add(Facts(run, facts, last));
        if (bodies.Count > 0)
            batch.BatchCommands.Add(Bodies(run, bodies));
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        Positions.Wrote(run, last + facts.Count);
    }

    /// <summary>Takes the lock of a run.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it was free.</returns>
    public async Task<bool> HoldAsync(string run, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Patience));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TakeLock) { Parameters = { Run(run) } });
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    /// <summary>Gives the lock of a run back; a connection that broke has lost it already.</summary>
    /// <param name="run">The run's id.</param>
    public async Task FreeAsync(string run)
    {
        if (connection.FullState != ConnectionState.Open)
            return;
        await using var command = new NpgsqlCommand(FreeLock, connection) { Parameters = { Run(run) } };
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Removes a run.</summary>
    /// <param name="run">The run's id.</param>
    public async Task RemoveAsync(string run)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from hailstone.body where run = $1")
        {
            Parameters = { Run(run) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from hailstone.fact where run = $1")
        {
            Parameters = { Run(run) },
        });
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        Positions.Forget(run);
    }

    /// <summary>Closes the connection, and with it gives back what it holds.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static NpgsqlBatchCommand Facts(string run, IReadOnlyList<Fact> facts, long last) => new(InsertFacts)
    {
        Parameters =
        {
            Run(run),
            Array(NpgsqlDbType.Bigint, facts.Select((_, index) => last + 1 + index)),
            Array(NpgsqlDbType.Text, facts.Select(FactJson.KindOf)),
            Array(NpgsqlDbType.TimestampTz, facts.Select(fact => fact.At.UtcDateTime)),
            Array(NpgsqlDbType.Integer, facts.Select(fact => (fact as TrialEnded)?.Trial)),
            Array(NpgsqlDbType.Text, facts.Select(fact => Encoding.UTF8.GetString(FactJson.Write(fact)))),
        },
    };

    private static NpgsqlBatchCommand Bodies(string run, IReadOnlyList<Body> bodies)
    {
        var texts = bodies.Select(body => PackedText.Of(body.Text)).ToList();
        return new NpgsqlBatchCommand(InsertBodies)
        {
            Parameters =
            {
                Run(run),
                Array(NpgsqlDbType.Text, bodies.Select(body => BodyKinds.NameOf(body.Kind))),
                Array(NpgsqlDbType.Integer, bodies.Select(body => body.Attempt)),
                Array(NpgsqlDbType.Integer, texts.Select(text => text.Length)),
                Array(NpgsqlDbType.Boolean, texts.Select(text => text.IsBrotli)),
                Array(NpgsqlDbType.Bytea, texts.Select(text => text.Bytes)),
            },
        };
    }

    private static NpgsqlParameter<string> Run(string run) => new() { TypedValue = run };

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, IEnumerable<T> values) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Array | type,
        TypedValue = [.. values],
    };

    private async Task<long> LastAsync(string run)
    {
        await using var command = new NpgsqlCommand(Last, connection) { Parameters = { Run(run) } };
        return (long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
    }
}
