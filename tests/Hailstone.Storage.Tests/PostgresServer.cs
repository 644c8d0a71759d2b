using System.Diagnostics;
using System.Globalization;
using Hailstone.Storage.Tests;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Hailstone.Storage.Tests;

/// <summary>
/// A server of PostgreSQL's of our own: a new cluster in a temporary folder, reached by a socket in that folder alone.
/// It starts with the first test that asks for it and is gone after the last.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "postgres";

    private readonly Lazy<Task> _start;
    private string? _folder;
    private int _databases;

    public PostgresServer() => _start = new Lazy<Task>(StartAsync);

    /// <summary>The server, once it runs; a test is skipped where the machine has none, but not in CI.</summary>
    public async Task<PostgresServer> StartedAsync()
    {
        if (BinariesFolder() is null)
        {
            const string Absent = "PostgreSQL is not installed: install the package `postgresql`.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Absent);
            Assert.Skip(Absent);
        }

        await _start.Value;
        return this;
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"d{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync("postgres", $"create database {name}");
        return AddressOf(name);
    }

    /// <summary>The address of a database.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="user">Who asks.</param>
    public string AddressOf(string database, string user = Superuser) =>
        $"postgres://{user}@/{database}?host={_folder}/socket";

    /// <summary>Runs SQL as the server's owner.</summary>
    /// <param name="database">In which database.</param>
    /// <param name="sql">The SQL.</param>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(
            $"Host={_folder}/socket;Username={Superuser};Database={database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets a user in by password alone.</summary>
    /// <param name="user">The user.</param>
    public async Task GuardAsync(string user)
    {
        var rules = $"{_folder}/data/pg_hba.conf";
        var before = await File.ReadAllTextAsync(rules);
        await File.WriteAllTextAsync(rules, $"local all {user} scram-sha-256\n{before}");
        await ExecuteAsync("postgres", "select pg_reload_conf()");
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
            return;
        if (_start is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await RunAsync("pg_ctl", "stop", "-D", $"{_folder}/data", "-m", "immediate", "-w");
        Directory.Delete(_folder, recursive: true);
    }

    // Debian keeps the server's programs off the path, by version.
    private static string? BinariesFolder() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => double.TryParse(
                    Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [])
        .FirstOrDefault(folder => folder.Length > 0
            && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    private async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("hailstone-pg-").FullName;
        // The server refuses to be run by root: then it is its own user's, who must reach the folder.
        if (Environment.IsPrivilegedProcess)
            await ProcessAsync("chown", Superuser, _folder);
        await RunAsync(
            "initdb", "-D", $"{_folder}/data", "-A", "trust", "-U", Superuser, "-E", "UTF8", "--no-locale",
            "--no-sync");
        await RunAsync("mkdir", $"{_folder}/socket");
        // Not flushed: what outlives the server's own crash is PostgreSQL's promise, and is not tested here.
        await RunAsync(
            "pg_ctl", "start", "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-w", "-s",
            "-o", $"-k {_folder}/socket -c listen_addresses='' -c fsync=off -c max_connections=200");
    }

    private static Task RunAsync(string program, params string[] arguments)
    {
        var file = program == "mkdir" ? program : Path.Combine(BinariesFolder()!, program);
        return Environment.IsPrivilegedProcess
            ? ProcessAsync("runuser", ["-u", Superuser, "--", file, .. arguments])
            : ProcessAsync(file, arguments);
    }

    private static async Task ProcessAsync(string file, params string[] arguments)
    {
        // The server inherits what its starter has: a pipe that it holds would never end.
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", file, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: exit {process.ExitCode}");
    }
}
