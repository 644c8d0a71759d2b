using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed partial class SuiteMessagesTests
{
    [Fact]
    public void Every_text_stands_in_both_languages_with_the_same_places_for_values()
    {
        var english = Texts(CultureInfo.InvariantCulture);
        var korean = Texts(new CultureInfo("ko"));

        Assert.Equal(english.Keys.Order(), korean.Keys.Order());
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(korean[text.Key])));
    }

    private static Dictionary<string, string> Texts(CultureInfo culture)
    {
        var texts = new ResourceManager(typeof(SuiteMessages)).GetResourceSet(
            culture, createIfNotExists: true, tryParents: false);
        return texts!.Cast<System.Collections.DictionaryEntry>().ToDictionary(
            text => (string)text.Key, text => (string)text.Value!);
    }

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(place => place.Value).Distinct().Order();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();
}
