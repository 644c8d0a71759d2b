using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>
/// A statement that is written below or in <see cref="Migrations"/>. It is a function, so that the compiler's check for
/// SQL put together from input (CA2100) sees each text where it is assigned.
/// </summary>
/// <param name="write">Writes the text into a command; its values are parameters.</param>
internal sealed class Statement(Action<SqliteCommand> write)
{
    /// <summary>SQLite's own waiting is finer than the provider's, which looks again every 150 ms.</summary>
    public static readonly Statement Prepare = new(
        command => command.CommandText = "pragma busy_timeout = 10000; pragma trusted_schema = off");

    /// <summary>Readers read while a writer writes, and every commit is flushed to the disk.</summary>
    public static readonly Statement MakeDurable = new(
        command => command.CommandText = "pragma journal_mode = wal; pragma synchronous = full");

    /// <summary>The form of the file; 0 in a new one.</summary>
    public static readonly Statement Version = new(command => command.CommandText = "pragma user_version");

    /// <summary>Whose file it is; 0 where nobody said.</summary>
    public static readonly Statement Application = new(command => command.CommandText = "pragma application_id");

    /// <summary>How many tables and indexes there are.</summary>
    public static readonly Statement SchemaSize = new(
        command => command.CommandText = "select count(*) from sqlite_schema");

    /// <summary>The number of a run's last fact; 0 where it has none.</summary>
    public static readonly Statement LastSeq = new(
        command => command.CommandText = "select coalesce(max(seq), 0) from fact where run = @run");

    /// <summary>Adds a fact, whose JSON comes as bytes of UTF-8.</summary>
    public static readonly Statement InsertFact = new(
        command => command.CommandText =
        """
        insert into fact (run, seq, kind, at, trial, json)
        values (@run, @seq, @kind, @at, @trial, cast(@json as text))
        """);

    /// <summary>Adds a body.</summary>
    public static readonly Statement InsertBody = new(
        command => command.CommandText =
        """
        insert into body (run, kind, attempt, length, brotli, bytes)
        values (@run, @kind, @attempt, @length, @brotli, @bytes)
        """);

    /// <summary>The facts of a run behind the first ones.</summary>
    public static readonly Statement Facts = new(
        command => command.CommandText = "select seq, json from fact where run = @run and seq > @skip order by seq");

    /// <summary>The facts of a run that are not of its attempts and trials, by the index of them.</summary>
    public static readonly Statement Outline = new(
        command => command.CommandText =
        """
        select seq, json from fact indexed by fact_outline
        where run = @run and kind not in ('attempt_started', 'attempt_ended', 'trial_ended') order by seq
        """);

    /// <summary>The bodies of a run of one kind.</summary>
    public static readonly Statement Bodies = new(
        command => command.CommandText =
        """
        select attempt, length, brotli, bytes from body where run = @run and kind = @kind order by attempt
        """);

    /// <summary>The facts that say whether runs go on, by the index that holds few beside them.</summary>
    public static readonly Statement Stories = new(
        command => command.CommandText =
        """
        select run, seq, json from fact indexed by fact_outline
        where kind not in ('attempt_started', 'attempt_ended', 'trial_ended')
            and kind in ('run_started', 'run_resumed', 'run_ended') order by run, seq
        """);

    /// <summary>
    /// How many different trials of each run have ended: a retry opens those again that had failed or were not run, and
    /// each ends again. The last end of a trial is found in the index; its JSON is read only where a retry came later.
    /// </summary>
    public static readonly Statement EndedTrials = new(
        command => command.CommandText =
        """
        with retry as (
            select run, max(seq) as seq from fact indexed by fact_outline
            where kind not in ('attempt_started', 'attempt_ended', 'trial_ended')
                and kind = 'run_resumed' and json ->> 'retries_failed' group by run),
        ended as (select run, trial, max(seq) as seq from fact where trial is not null group by run, trial)
        select ended.run, count(*) from ended left join retry on retry.run = ended.run
        where retry.seq is null or ended.seq > retry.seq or (
            select json ->> 'outcome' from fact where fact.run = ended.run and fact.seq = ended.seq)
            not in ('failed', 'not_run')
        group by ended.run
        """);

    /// <summary>Removes the facts of a run.</summary>
    public static readonly Statement DeleteFacts = new(
        command => command.CommandText = "delete from fact where run = @run");

    /// <summary>Removes the bodies of a run.</summary>
    public static readonly Statement DeleteBodies = new(
        command => command.CommandText = "delete from body where run = @run");

    /// <summary>Writes the file anew without what was removed, and empties the log of it.</summary>
    public static readonly Statement Compact = new(
        command => command.CommandText = "vacuum; pragma wal_checkpoint(truncate)");

    /// <summary>Makes a command of it.</summary>
    /// <param name="connection">The open file.</param>
    public SqliteCommand On(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        write(command);
        return command;
    }

    /// <summary>Runs it.</summary>
    /// <param name="connection">The open file.</param>
    public void Run(SqliteConnection connection)
    {
        using var command = On(connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads the number that it gives.</summary>
    /// <param name="connection">The open file.</param>
    public long Number(SqliteConnection connection)
    {
        using var command = On(connection);
        return (long)command.ExecuteScalar()!;
    }
}
