namespace Hailstone.Cli.Session;

/// <summary>
/// Hosts that the user has agreed to send keys to, remembered a line each in the user's configuration.
/// </summary>
internal sealed class AllowedHosts(string file)
{
    /// <summary>The user's own file.</summary>
    public static AllowedHosts OfUser() => new(Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "hailstone",
        "allowed-hosts"));

    /// <summary>Whether a host is remembered.</summary>
    public bool Contains(string host) =>
        File.Exists(file) && File.ReadLines(file).Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers hosts.</summary>
    public void Add(IEnumerable<string> hosts)
    {
        var fresh = hosts.Where(host => !Contains(host)).ToList();
        if (fresh.Count == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllLines(file, fresh);
    }
}
