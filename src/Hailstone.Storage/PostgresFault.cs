using System.Globalization;
using Hailstone.Ledger;
using Npgsql;

namespace Hailstone.Storage;

/// <summary>Says what an error of PostgreSQL means to a person: where, why, and what to do.</summary>
/// <remarks>The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.</remarks>
internal static class PostgresFault
{
    /// <summary>How long a statement waits for another's lock.</summary>
    public const int LockSeconds = 10;

    /// <summary>Turns an error into one for a person.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="place">The address.</param>
    /// <param name="run">The run that is written; null where none is.</param>
    public static LedgerException Of(NpgsqlException fault, string place, string? run = null)
    {
        var reason = Reason(fault);
        var (message, detail) = fault.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation when run is not null => (StorageMessages.Contested, run),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                (StorageMessages.PostgresSignIn, reason),
            PostgresErrorCodes.InvalidCatalogName => (StorageMessages.PostgresNoDatabase, reason),
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction =>
                (StorageMessages.PostgresRights, reason),
            PostgresErrorCodes.DiskFull => (StorageMessages.DiskFull, reason),
            PostgresErrorCodes.LockNotAvailable =>
                (StorageMessages.Busy, LockSeconds.ToString(CultureInfo.InvariantCulture)),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
                (StorageMessages.PostgresDamaged, reason),
            null => (StorageMessages.PostgresUnreachable, reason),
            _ => (StorageMessages.PostgresOther, reason),
        };
        return new LedgerException(string.Format(CultureInfo.InvariantCulture, message, place, detail), fault);
    }

    private static string Reason(NpgsqlException fault)
    {
        var said = fault is PostgresException told ? told.MessageText : fault.InnerException?.Message ?? fault.Message;
        return said.ReplaceLineEndings(" ");
    }
}
