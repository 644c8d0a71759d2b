using System.Globalization;

namespace Hailstone.Cli;

/// <summary>Fills texts of the resources in; numbers look the same in every language.</summary>
internal static class Text
{
    public static string Of(string format, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);
}
