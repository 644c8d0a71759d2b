using System.Globalization;
using Npgsql;

namespace Hailstone.Storage;

/// <summary>A ledger in a database of a PostgreSQL server.</summary>
/// <remarks>
/// A password comes from <c>PGPASSWORD</c> or the pass file (<c>PGPASSFILE</c>, else <c>~/.pgpass</c>), as with every
/// program of PostgreSQL's: an address stands in shell histories and lists of processes, and is printed.
/// </remarks>
internal sealed record PostgresAddress : LedgerAddress
{
    private const string Known = "host, port, sslmode, sslrootcert, passfile, connect_timeout";

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly string _shown;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
    {
        _settings = settings;
        var user = settings.Username is { Length: > 0 } name ? $"{Uri.EscapeDataString(name)}@" : "";
        var database = Uri.EscapeDataString(settings.Database!);
        _shown = settings.Host!.StartsWith('/')
            ? Text("postgres://{0}/{1}?host={2}&port={3}", user, database, settings.Host, settings.Port)
            : Text("postgres://{0}{1}:{2}/{3}", user, Bracketed(settings.Host), settings.Port, database);
    }

    /// <inheritdoc/>
    public override bool MayExist => true;

    /// <summary>What opens connections.</summary>
    public string ConnectionString => _settings.ConnectionString;

    /// <summary>Reads an address as libpq writes them, of which it takes the part that a ledger needs.</summary>
    /// <param name="text">The address.</param>
    /// <param name="problem">What is wrong, or null; it repeats nothing of the address.</param>
    public static new PostgresAddress? Read(string text, out string? problem)
    {
        if (!Uri.TryCreate(WithHost(text), UriKind.Absolute, out var url)
            || url.Scheme is not ("postgres" or "postgresql"))
        {
            problem = StorageMessages.AddressScheme;
            return null;
        }

        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.IdnHost is { Length: > 0 } host ? host.Trim('[', ']') : "localhost",
            Port = url.Port > 0 ? url.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
            ApplicationName = "hailstone",
            MaxPoolSize = 8,
            KeepAlive = 30,
        };
        var user = url.UserInfo;
        if (user.Length > 0)
            settings.Username = Uri.UnescapeDataString(user);
        problem = user.Contains(':', StringComparison.Ordinal)
            ? StorageMessages.AddressPassword
            : ProblemOf(settings, url.Query);
        if (problem is null && settings.Database is not { Length: > 0 })
            problem = StorageMessages.AddressDatabase;
        return problem is null ? new PostgresAddress(settings) : null;
    }

    /// <inheritdoc/>
    public override async Task<ISharedLedger> OpenAsync(string folder, CancellationToken cancellation)
    {
        OwnerFiles.PrepareFolder(folder);
        return await PostgresLedger.OpenAsync(this, cancellation);
    }

    /// <summary>The address, which holds no password.</summary>
    public override string ToString() => _shown;

    // USER@/DATABASE?host=FOLDER is how libpq names a socket in a folder; a URI needs a host behind its user.
    private static string WithHost(string text)
    {
        var end = text.IndexOf("@/", StringComparison.Ordinal);
        return end >= 0 && !text[..end].Contains('?', StringComparison.Ordinal)
            ? text.Insert(end + 1, "localhost")
            : text;
    }

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    private static string? ProblemOf(NpgsqlConnectionStringBuilder settings, string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var before, var after]
                ? (before, Uri.UnescapeDataString(after))
                : (pair, "");
            if (name.Contains("password", StringComparison.OrdinalIgnoreCase))
                return StorageMessages.AddressPassword;
            if (!IsSet(settings, name, value))
                return Text(StorageMessages.AddressOption, Known);
        }

        return null;
    }

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);

    private static bool IsSet(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "host" when value.Length > 0:
                settings.Host = value;
                return true;
            case "port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) && port > 0:
                settings.Port = port;
                return true;
            case "sslmode"
                when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), true, out var mode)
                    && Enum.IsDefined(mode):
                settings.SslMode = mode;
                return true;
            case "sslrootcert" when value.Length > 0:
                settings.RootCertificate = value;
                return true;
            case "passfile" when value.Length > 0:
                settings.Passfile = value;
                return true;
            case "connect_timeout" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var seconds):
                settings.Timeout = Math.Clamp((int)seconds, 1, 600);
                return true;
            default:
                return false;
        }
    }
}
