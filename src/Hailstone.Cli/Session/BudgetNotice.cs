using System.Text.Json;
using System.Text.Json.Serialization;
using Hailstone.Suites;

namespace Hailstone.Cli.Session;

/// <summary>
/// Whom to tell when a budget runs low: it stands in the user's own configuration, because a suite that somebody else
/// wrote must not name programs or addresses.
/// </summary>
/// <param name="Command">A program by its full path, with its arguments; null for none.</param>
/// <param name="Webhook">Where to POST; null for nowhere.</param>
internal sealed record BudgetNotice(IReadOnlyList<string>? Command, Uri? Webhook)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>The user's own file; <c>XDG_CONFIG_HOME</c> moves it.</summary>
    public static string UserFile => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "hailstone",
        "budget.json");

    /// <summary>Reads it.</summary>
    /// <param name="file">The file, which need not be there.</param>
    /// <returns>Whom to tell, or null; and what is wrong with the file: never what stands in it.</returns>
    public static (BudgetNotice? Notice, Problem? Problem) Read(string file)
    {
        if (!File.Exists(file))
            return (null, null);
        try
        {
            if (new FileInfo(file).Length > MostBytes)
                return (null, Wrong(file, null));
            var written = JsonSerializer.Deserialize(File.ReadAllBytes(file), BudgetNoticeJson.Default.BudgetNotice);
            return written is { IsUsable: true } notice ? (notice, null) : (null, Wrong(file, null));
        }
        catch (JsonException fault)
        {
            return (null, Wrong(file, (int?)fault.LineNumber + 1));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, Wrong(file, null));
        }
    }

    // A webhook's path is often a secret: it goes over plain HTTP to this machine alone.
    [JsonIgnore]
    private bool IsUsable =>
        (Command is null || (Command.Count > 0 && Path.IsPathFullyQualified(Command[0])))
        && (Webhook is null || (Webhook.IsAbsoluteUri && Webhook.UserInfo.Length == 0
            && (Webhook.Scheme == Uri.UriSchemeHttps || (Webhook.Scheme == Uri.UriSchemeHttp && Webhook.IsLoopback))));

    private static Problem Wrong(string file, int? line) =>
        new(new Place(file, line), "run.budget-file", CliMessages.BudgetFile, CliMessages.BudgetFileMend);
}

/// <summary>The file's form.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BudgetNotice))]
internal sealed partial class BudgetNoticeJson : JsonSerializerContext;
