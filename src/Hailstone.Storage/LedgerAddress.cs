using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>Where a ledger is: a file, or a database of a PostgreSQL server. No address holds a password.</summary>
public abstract record LedgerAddress
{
    private protected LedgerAddress()
    {
    }

    /// <summary>Reads an address as a person writes it.</summary>
    /// <param name="text">A path, or <c>postgres://USER@HOST:PORT/DATABASE</c>.</param>
    /// <param name="problem">
    /// What is wrong and what to do, or null. The text itself is not repeated in it: it may hold a password.
    /// </param>
    /// <returns>The address; null where there is a problem.</returns>
    public static LedgerAddress? Read(string text, out string? problem)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            problem = null;
            return new FileAddress(Path.GetFullPath(text), text);
        }

        return PostgresAddress.Read(text, out problem);
    }

    /// <summary>Whether there may be a ledger: a file that is not there holds no run.</summary>
    public abstract bool MayExist { get; }

    /// <summary>Opens the ledger, or makes a new one; an older form is brought to the newest.</summary>
    /// <param name="folder">Where runs keep their other files, such as logs; made where it is not there.</param>
    /// <param name="cancellation">Gives up before anything is touched.</param>
    /// <exception cref="LedgerException">It cannot be used: where, why and what to do.</exception>
    public abstract Task<ISharedLedger> OpenAsync(string folder, CancellationToken cancellation);
}

/// <summary>A ledger in a file of SQLite's.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Written">The path as it was written.</param>
public sealed record FileAddress(string Path, string Written) : LedgerAddress
{
    /// <inheritdoc/>
    public override bool MayExist => File.Exists(Path);

    /// <inheritdoc/>
    public override async Task<ISharedLedger> OpenAsync(string folder, CancellationToken cancellation) =>
        await SqliteLedger.OpenAsync(Path, cancellation);

    /// <summary>The path as it was written.</summary>
    public override string ToString() => Written;
}
