using System.Globalization;

namespace Hailstone.Providers;

/// <summary>Puts values into the room's texts.</summary>
internal static class ProviderWords
{
    /// <summary>A text with its value, whose form is the same in every language.</summary>
    public static string Say(string format, object value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
