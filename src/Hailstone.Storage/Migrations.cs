using System.Globalization;
using Hailstone.Ledger;
using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>The form of the ledger's file, and the steps that bring an older one to it.</summary>
internal static class Migrations
{
    /// <summary>
    /// The steps, in order; step N makes version N of version N - 1. A step that was released is never changed.
    /// </summary>
    public static readonly IReadOnlyList<Statement> Steps =
    [
        new(command => command.CommandText =
        """
        create table fact (
            run text not null,
            seq integer not null,
            kind text not null,
            at integer not null, -- Unix milliseconds, for people and for sums by day; the fact has it in full
            trial integer,       -- of trial_ended alone
            json text not null,
            primary key (run, seq)
        ) strict, without rowid;
        create index fact_story on fact (run, seq) where kind in ('run_started', 'run_resumed', 'run_ended');
        create index fact_trial on fact (run, trial) where trial is not null;
        create table body (
            run text not null,
            kind text not null,
            attempt integer not null,
            length integer not null, -- of the text in UTF-8, in bytes
            brotli integer not null, -- 1 where bytes is the text compressed, else 0
            bytes blob not null,
            unique (run, kind, attempt)
        ) strict;
        pragma application_id = 1214343532; -- 'Hail'
        pragma user_version = 1;
        """),
        // All that is not of attempts and trials, and not only what begins and ends runs.
        new(command => command.CommandText =
        """
        drop index fact_story;
        create index fact_outline on fact (run, seq)
            where kind not in ('attempt_started', 'attempt_ended', 'trial_ended');
        pragma user_version = 2;
        """),
    ];

    private const long ApplicationId = 1214343532;

    private enum Form
    {
        Current,
        Older,
        Foreign,
        Newer,
    }

    /// <summary>Refuses a file that is not a ledger, or one of a newer form.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="path">Its path, for the message.</param>
    /// <param name="steps">The steps that are known.</param>
    public static void Refuse(SqliteConnection connection, string path, IReadOnlyList<Statement> steps)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var form = FormOf(connection, steps.Count);
        if (form is Form.Foreign)
            throw new LedgerException(Text(StorageMessages.NotALedger, path));
        if (form is Form.Newer)
            throw new LedgerException(Text(
                StorageMessages.Newer, path, Statement.Version.Number(connection), steps.Count));
    }

    /// <summary>Brings a file to the newest form, each step in a transaction of its own.</summary>
    /// <param name="connection">The open file, which <see cref="Refuse"/> let pass.</param>
    /// <param name="steps">The steps.</param>
    public static void Apply(SqliteConnection connection, IReadOnlyList<Statement> steps)
    {
        while (FormOf(connection, steps.Count) is Form.Older)
        {
            // Another process may have been faster: the version counts that is there once the lock is held.
            using var step = connection.BeginTransaction(deferred: false);
            var version = (int)Statement.Version.Number(connection);
            if (version < steps.Count)
                steps[version].Run(connection);
            step.Commit();
        }
    }

    private static Form FormOf(SqliteConnection connection, int newest)
    {
        var version = Statement.Version.Number(connection);
        var isOurs = Statement.Application.Number(connection) == ApplicationId;
        var isEmpty = version == 0 && Statement.SchemaSize.Number(connection) == 0;
        return (isOurs, isEmpty, version) switch
        {
            (false, false, _) or (_, _, < 0) => Form.Foreign,
            (_, _, var found) when found > newest => Form.Newer,
            (_, _, var found) when found < newest => Form.Older,
            _ => Form.Current,
        };
    }

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);
}
