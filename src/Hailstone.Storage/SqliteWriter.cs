using Hailstone.Ledger;
using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>The one connection that writes. Its caller lets one append in at a time.</summary>
internal sealed class SqliteWriter : IDisposable
{
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

    /// <summary>How far each run is known.</summary>
    public Positions Positions { get; } = new();

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
        var last = Positions.Of(run) ?? (long)Bind(_lastSeq, transaction, run).ExecuteScalar()!;
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
        Positions.Wrote(run, last);
    }

    /// <summary>Removes a run in one transaction.</summary>
    /// <param name="run">The run's id.</param>
    public void Remove(string run)
    {
        using var transaction = Connection.BeginTransaction(deferred: false);
        foreach (var statement in (Statement[])[Statement.DeleteBodies, Statement.DeleteFacts])
        {
            using var command = statement.On(Connection);
            command.Transaction = transaction;
            command.Parameters.AddWithValue("@run", run);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        Positions.Forget(run);
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
}
