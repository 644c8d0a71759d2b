using Npgsql;

namespace Hailstone.Storage;

/// <summary>One query over a connection of its own, so that reading never waits for writing.</summary>
internal sealed class PostgresQuery : IAsyncDisposable
{
    private readonly string _place;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;

    private PostgresQuery(string place, NpgsqlCommand command, NpgsqlDataReader reader)
    {
        _place = place;
        _command = command;
        _reader = reader;
    }

    /// <summary>Asks.</summary>
    /// <param name="command">The query, from a data source; it is disposed of with this.</param>
    /// <param name="place">The address, for messages.</param>
    /// <param name="cancellation">Gives up before it begins.</param>
    /// <param name="values">Its values, in order.</param>
    public static async Task<PostgresQuery> OpenAsync(
        NpgsqlCommand command, string place, CancellationToken cancellation, params object[] values)
    {
        try
        {
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            return new PostgresQuery(place, command, await command.ExecuteReaderAsync(cancellation));
        }
        catch (Exception fault)
        {
            await command.DisposeAsync();
            if (fault is NpgsqlException error)
                throw PostgresFault.Of(error, place);
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Whether there is one.</returns>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        try
        {
            return await _reader.ReadAsync(cancellation);
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.Of(fault, _place);
        }
    }

    /// <summary>A value of the row.</summary>
    /// <param name="column">The column, from 0.</param>
    public T Value<T>(int column) => _reader.GetFieldValue<T>(column);

    /// <summary>Ends the query.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
    }
}
