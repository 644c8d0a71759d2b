using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hailstone.Storage;

/// <summary>One query over a connection of its own, so that reading never waits for writing.</summary>
internal sealed class SqliteQuery : IAsyncDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;

    private SqliteQuery(string path, SqliteConnection connection, SqliteCommand command, SqliteDataReader reader)
    {
        _path = path;
        _connection = connection;
        _command = command;
        _reader = reader;
    }

    /// <summary>Asks.</summary>
    /// <param name="path">The ledger's file.</param>
    /// <param name="statement">The query.</param>
    /// <param name="cancellation">Gives up before it begins.</param>
    /// <param name="values">The values that it names.</param>
    public static async Task<SqliteQuery> OpenAsync(
        string path, Statement statement, CancellationToken cancellation, params (string Name, object Value)[] values)
    {
        cancellation.ThrowIfCancellationRequested();
        SqliteConnection? connection = null;
        SqliteCommand? command = null;
        try
        {
            connection = SqliteFile.Open(path);
            command = statement.On(connection);
            foreach (var (name, value) in values)
                command.Parameters.AddWithValue(name, value);
            return new SqliteQuery(path, connection, command, await command.ExecuteReaderAsync(cancellation));
        }
        catch (Exception fault)
        {
            if (command is not null)
                await command.DisposeAsync();
            if (connection is not null)
                await connection.DisposeAsync();
            if (fault is SqliteException error)
                throw SqliteFault.Of(error, path);
            throw;
        }
    }

    /// <summary>
    /// Goes to the next row. SQLite knows no asynchronous reading: to pretend it costs more than a row.
    /// </summary>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return _reader.Read();
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Of(fault, _path);
        }
    }

    /// <summary>A whole number of the row.</summary>
    /// <param name="column">The column, from 0.</param>
    public long Number(int column) => raw.sqlite3_column_int64(_reader.Handle, column);

    /// <summary>A text of the row.</summary>
    /// <param name="column">The column, from 0.</param>
    public string Text(int column) => _reader.GetString(column);

    /// <summary>
    /// The bytes of the row, where SQLite holds them: good until the next row. A text's are its UTF-8, which spares a
    /// detour over UTF-16.
    /// </summary>
    /// <param name="column">The column, from 0.</param>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_reader.Handle, column);

    /// <summary>Ends the query.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
