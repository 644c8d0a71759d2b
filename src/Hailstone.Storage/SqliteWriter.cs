using Hailstone.Ledger;
using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>The one connection that writes. Its caller lets one append in at a time.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly SqliteCommand _lastSeq;
    private readonly SqliteCommand _insertFact;
    private readonly SqliteCommand _insertBody;

    /// <summary>Makes a writer.</summary>
    /// <param name="connection">An open file of the newest form; the writer closes it.</param>
    public SqliteWriter(SqliteConnection connection)
    {
        Connection = connection;
        _lastSeq = Declare(Statement.LastSeq, ("@run", SqliteType.Text));
        _insertFact = Declare(
            Statement.InsertFact,
            ("@run", SqliteType.Text),
            ("@seq", SqliteType.Integer),
            ("@kind", SqliteType.Text),
            ("@at", SqliteType.Integer),
            ("@trial", SqliteType.Integer),
            ("@json", SqliteType.Blob));
        _insertBody = Declare(
            Statement.InsertBody,
            ("@run", SqliteType.Text),
            ("@kind", SqliteType.Text),
            ("@attempt", SqliteType.Integer),
            ("@length", SqliteType.Integer),
            ("@brotli", SqliteType.Integer),
            ("@bytes", SqliteType.Blob));
    }

    /// <summary>The connection.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Appends in one transaction.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="bodies">Their bodies.</param>
    public void Append(string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies)
    {
        // All that needs no lock is done before the transaction begins.
        var json = facts.Select(FactJson.Write).ToList();
        var texts = bodies.Select(body => PackedText.Of(body.Text)).ToList();
        using var transaction = Connection.BeginTransaction(deferred: false);
        var last = Seen(run) ?? (long)Bind(_lastSeq, transaction, run).ExecuteScalar()!;
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = facts[index];
            object trial = fact is TrialEnded ended ? ended.Trial : DBNull.Value;
            var at = fact.At.ToUnixTimeMilliseconds();
            Bind(_insertFact, transaction, run, ++last, FactJson.KindOf(fact), at, trial, json[index])
                .ExecuteNonQuery();
        }

        for (var index = 0; index < bodies.Count; index++)
        {
            var (body, text) = (bodies[index], texts[index]);
            var (kind, brotli) = (BodyKinds.NameOf(body.Kind), text.IsBrotli ? 1 : 0);
            Bind(_insertBody, transaction, run, kind, body.Attempt, text.Length, brotli, text.Bytes).ExecuteNonQuery();
        }

        transaction.Commit();
        Wrote(run, last);
    }

    /// <summary>
    /// Notes how far a run was read: who goes on with it writes after that fact, and is refused where another process
    /// has written there meanwhile.
    /// </summary>
    /// <param name="run">The run's id.</param>
    /// <param name="last">The number of the last fact read; 0 where there was none.</param>
    public void Saw(string run, long last)
    {
        lock (_lock)
        {
            // What others wrote into a run of ours must not be taken for our own.
            if (!_written.Contains(run))
                _seen[run] = Math.Max(last, _seen.GetValueOrDefault(run));
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _lastSeq.Dispose();
        _insertFact.Dispose();
        _insertBody.Dispose();
        Connection.Dispose();
    }

    private static SqliteCommand Bind(
        SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        return command;
    }

    private SqliteCommand Declare(
        Statement statement, params ReadOnlySpan<(string Name, SqliteType Type)> parameters)
    {
        var command = statement.On(Connection);
        foreach (var (name, type) in parameters)
            command.Parameters.Add(name, type);
        command.Prepare();
        return command;
    }

    private long? Seen(string run)
    {
        lock (_lock)
            return _seen.TryGetValue(run, out var last) ? last : null;
    }

    private void Wrote(string run, long last)
    {
        lock (_lock)
        {
            _written.Add(run);
            _seen[run] = last;
        }
    }
}
