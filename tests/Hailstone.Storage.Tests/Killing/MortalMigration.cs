using System.Globalization;

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
                "create table later (x); select reach(1); pragma user_version = 2; select reach(2)";
        }),
        new(command =>
        {
            Define(death, command.Connection!);
            command.CommandText = "insert into later values (7); select reach(3); pragma user_version = 3";
        }),
    ];

    /// <summary>Opens an older file and dies while it is changed.</summary>
    public static int Go(string place, string[] words)
    {
        using var connection = SqliteFile.Open(place);
        Migrations.Apply(connection, Steps(int.Parse(words[0], CultureInfo.InvariantCulture)));
        return 0;
    }

    private static void Define(int death, Microsoft.Data.Sqlite.SqliteConnection connection) =>
        connection.CreateFunction("reach", (long place) =>
        {
            new KillPoint(KillMoment.AfterCommit, death).Reach(KillMoment.AfterCommit, (int)place);
            return place;
        });
}
