using System.Globalization;
using Npgsql;

namespace Hailstone.Storage.Tests.Killing;

/// <summary>Two steps of a later form, with places to die at: in the first, at its end, and in the second.</summary>
internal static class MortalMigration
{
    /// <summary>The steps.</summary>
    /// <param name="death">Where the process dies, from 1; 0 nowhere.</param>
    public static IReadOnlyList<Statement> Steps(int death) =>
    [
        .. Migrations.Steps,
        new(command =>
        {
            Define(death, command.Connection!);
            command.CommandText =
                "create table later (x); select reach(1); pragma user_version = 3; select reach(2)";
        }),
        new(command =>
        {
            Define(death, command.Connection!);
            command.CommandText = "insert into later values (7); select reach(3); pragma user_version = 4";
        }),
    ];

    /// <summary>
    /// The same in a database: before the first step, between the two, and when both are done but not committed.
    /// </summary>
    /// <param name="death">Where the process dies, from 1; 0 nowhere.</param>
    public static IReadOnlyList<Action<NpgsqlCommand>> PostgresSteps(int death) =>
    [
        .. PostgresSchema.Steps,
        Step(death, 1, command => command.CommandText = "create table hailstone.later (x integer)"),
        Step(death, 2, command => command.CommandText = "insert into hailstone.later values (7)"),
        Step(death, 3, command => command.CommandText = "select"),
    ];

    /// <summary>Opens an older ledger and dies while it is changed.</summary>
    public static async Task<int> GoAsync(string place, string[] words)
    {
        var death = int.Parse(words[0], CultureInfo.InvariantCulture);
        if (LedgerAddress.Read(place, out _) is PostgresAddress address)
        {
            await PrepareAsync(address, PostgresSteps(death));
            return 0;
        }

        using var connection = SqliteFile.Open(place);
        Migrations.Apply(connection, Steps(death));
        return 0;
    }

    /// <summary>Brings a database to a form.</summary>
    public static async Task PrepareAsync(PostgresAddress address, IReadOnlyList<Action<NpgsqlCommand>> steps)
    {
        await using var source = NpgsqlDataSource.Create(address.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await PostgresSchema.PrepareAsync(connection, address.ToString(), steps, CancellationToken.None);
    }

    private static Action<NpgsqlCommand> Step(int death, int place, Action<NpgsqlCommand> write) => command =>
    {
        new KillPoint(KillMoment.AfterCommit, death).Reach(KillMoment.AfterCommit, place);
        write(command);
    };

    private static void Define(int death, Microsoft.Data.Sqlite.SqliteConnection connection) =>
        connection.CreateFunction("reach", (long place) =>
        {
            new KillPoint(KillMoment.AfterCommit, death).Reach(KillMoment.AfterCommit, (int)place);
            return place;
        });
}
