using System.Globalization;
using Hailstone.Ledger;
using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>Says what an error of SQLite means to a person: where, why, and what to do.</summary>
/// <remarks>The codes are SQLite's primary result codes: https://www.sqlite.org/rescode.html.</remarks>
internal static class SqliteFault
{
    /// <summary>How long a statement waits for another program's lock.</summary>
    public const int BusySeconds = 10;

    private const int Constraint = 19;

    /// <summary>Turns an error of SQLite into one for a person.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="path">The ledger.</param>
    /// <param name="run">The run that is written; null where none is.</param>
    public static LedgerException Of(SqliteException fault, string path, string? run = null)
    {
        var (message, detail) = fault.SqliteErrorCode switch
        {
            5 or 6 => (StorageMessages.Busy, BusySeconds.ToString(CultureInfo.InvariantCulture)),
            8 => (StorageMessages.ReadOnly, Reason(fault)),
            10 => (StorageMessages.InputOutput, Reason(fault)),
            11 => (StorageMessages.Corrupt, Reason(fault)),
            13 => (StorageMessages.DiskFull, Reason(fault)),
            3 or 14 or 23 => (StorageMessages.CannotOpen, Reason(fault)),
            Constraint when run is not null => (StorageMessages.Contested, run),
            26 => (StorageMessages.NotALedger, ""),
            _ => (StorageMessages.Other, Reason(fault)),
        };
        return new LedgerException(string.Format(CultureInfo.InvariantCulture, message, path, detail), fault);
    }

    // SQLite's own words stand between quotes in the provider's message: SQLite Error 13: 'database or disk is full'.
    private static string Reason(SqliteException fault)
    {
        var parts = fault.Message.Split('\'', 3);
        return parts.Length == 3 ? parts[1] : $"SQLite {fault.SqliteErrorCode}";
    }
}
