using System.Globalization;

namespace Hailstone.Cli.Screen;

/// <summary>The language of what a person reads, known before the options are: their help is in it, too.</summary>
internal static class Language
{
    /// <summary><c>--lang</c> where it is given, else the locale's where it is Korean, else English.</summary>
    public static CultureInfo Of(string[] args, CultureInfo locale)
    {
        var asked = args.SkipWhile(arg => arg != "--lang").Skip(1).FirstOrDefault()
            ?? args.FirstOrDefault(arg => arg.StartsWith("--lang=", StringComparison.Ordinal))?["--lang=".Length..];
        return asked switch
        {
            "ko" => CultureInfo.GetCultureInfo("ko"),
            "en" => CultureInfo.GetCultureInfo("en"),
            _ => CultureInfo.GetCultureInfo(locale.TwoLetterISOLanguageName == "ko" ? "ko" : "en"),
        };
    }
}
