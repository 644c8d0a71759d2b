using Microsoft.Data.Sqlite;

namespace Hailstone.Storage;

/// <summary>Opens the ledger's file.</summary>
internal static class SqliteFile
{
    /// <summary>Opens a connection that trusts nothing in the file's schema.</summary>
    /// <param name="path">The file, which exists.</param>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = SqliteFault.BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            Statement.Prepare.Run(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
