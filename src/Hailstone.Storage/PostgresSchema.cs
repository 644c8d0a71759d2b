using System.Globalization;
using Hailstone.Ledger;
using Npgsql;

namespace Hailstone.Storage;

/// <summary>The form of a ledger in PostgreSQL, and the steps that bring an older one to it.</summary>
/// <remarks>
/// All stands in a schema of its own, so that the database may serve others, too. JSON is kept as <c>json</c>, which
/// keeps a text as it is; <c>jsonb</c> would reorder it and has no place for U+0000.
/// </remarks>
internal static class PostgresSchema
{
    /// <summary>
    /// The steps, in order; step N makes form N of form N - 1. A step that was released is never changed. Each is a
    /// function, so that the compiler's check for SQL put together from input (CA2100) sees its text.
    /// </summary>
    public static readonly IReadOnlyList<Action<NpgsqlCommand>> Steps =
    [
        command => command.CommandText = Step1,
        command => command.CommandText = Step2,
    ];

    // 'Hail', as in the file's application_id: one process at a time changes the form.
    private const string Lock = "select pg_advisory_xact_lock(1214343532)";

    // The only statement that may run where nothing is known: it reads the catalogue, and nothing of ours.
    private const string Look =
        """
        select exists (select from information_schema.schemata where schema_name = 'hailstone'),
               to_regclass('hailstone.form') is not null,
               (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'hailstone')
        """;

    private const string Step1 =
        """
        create schema if not exists hailstone;
        create table hailstone.form (version integer not null);
        insert into hailstone.form values (0);
        create table hailstone.fact (
            run text collate "C" not null,
            seq bigint not null,
            kind text not null,
            at timestamptz not null, -- for people and for sums by day; the fact has it in full
            trial integer,           -- of trial_ended alone
            json json not null,
            primary key (run, seq)
        );
        create index fact_story on hailstone.fact (run, seq)
            where kind in ('run_started', 'run_resumed', 'run_ended');
        create index fact_trial on hailstone.fact (run, trial) where trial is not null;
        create table hailstone.body (
            run text collate "C" not null,
            kind text not null,
            attempt integer not null,
            length integer not null, -- of the text in UTF-8, in bytes
            brotli boolean not null,
            bytes bytea not null,
            primary key (run, kind, attempt)
        );
        alter table hailstone.body alter column bytes set storage external; -- it is compressed already
        """;

    // All that is not of attempts and trials, and not only what begins and ends runs.
    private const string Step2 =
        """
        drop index hailstone.fact_story;
        create index fact_outline on hailstone.fact (run, seq)
            where kind not in ('attempt_started', 'attempt_ended', 'trial_ended');
        """;

    /// <summary>Brings a database to the newest form, all steps in one transaction, or says why not.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="place">The address, for messages.</param>
    /// <param name="steps">The steps that are known.</param>
    /// <param name="cancellation">Gives up; a step that has begun is undone.</param>
    /// <exception cref="LedgerException">The schema is another program's, or of a newer Hailstone.</exception>
    public static async Task PrepareAsync(
        NpgsqlConnection connection,
        string place,
        IReadOnlyList<Action<NpgsqlCommand>> steps,
        CancellationToken cancellation)
    {
        // Who may only read must be able to open a ledger that needs no step.
        if (await VersionAsync(connection, place, steps.Count, cancellation) == steps.Count)
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var lockForm = new NpgsqlCommand(Lock, connection))
            await lockForm.ExecuteNonQueryAsync(cancellation);
        // Another process may have been faster: what counts is what is there under the lock.
        var found = await VersionAsync(connection, place, steps.Count, cancellation);
        for (var version = found; version < steps.Count; version++)
        {
            await using var step = connection.CreateCommand();
            steps[version](step);
            await step.ExecuteNonQueryAsync(cancellation);
            await using var note = new NpgsqlCommand("update hailstone.form set version = $1", connection);
            note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version + 1 });
            await note.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task<int> VersionAsync(
        NpgsqlConnection connection, string place, int newest, CancellationToken cancellation)
    {
        bool hasSchema, hasForm;
        long tables;
        await using (var look = new NpgsqlCommand(Look, connection))
        {
            await using var row = await look.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            (hasSchema, hasForm, tables) = (row.GetBoolean(0), row.GetBoolean(1), row.GetInt64(2));
        }

        if (!hasSchema || tables == 0)
            return 0;
        if (!hasForm)
            throw new LedgerException(Text(StorageMessages.PostgresForeign, place));
        await using var form = new NpgsqlCommand("select max(version) from hailstone.form", connection);
        return await form.ExecuteScalarAsync(cancellation) switch
        {
            int version and > 0 when version <= newest => version,
            int version and > 0 => throw new LedgerException(Text(StorageMessages.Newer, place, version, newest)),
            _ => throw new LedgerException(Text(StorageMessages.PostgresForeign, place)),
        };
    }

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);
}
