using System.Globalization;
using System.Security.Cryptography;

namespace Hailstone.Cli.Session;

/// <summary>Names of new runs: when they began, and a mark for those that begin in the same second.</summary>
internal static class NewRun
{
    public static string IdAt(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{at:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
}
