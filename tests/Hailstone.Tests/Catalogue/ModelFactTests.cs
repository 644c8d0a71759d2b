using System.Globalization;
using Hailstone.Catalogue;
using Xunit;

namespace Hailstone.Tests.Catalogue;

/// <summary>Figures as the vendors' pages give them.</summary>
public sealed class ModelFactTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("gpt-6-astra", "10", "1", "12.5", "50")]
    [InlineData("gpt-6.1-sol", "2", "0.10", "2.5", "10")]
    [InlineData("gpt-6.1-terra", "1", "0.05", "1.25", "5")]
    [InlineData("gpt-6-sol", "2", "0.20", "2.5", "10")]
    [InlineData("gpt-6-luna", "0.10", "0.01", "0.125", "0.50")]
    [InlineData("gpt-5.6-terra", "2", "0.20", "2.5", "12")]
    [InlineData("gpt-5.6-luna", "0.2", "0.02", "0.25", "1.2")]
    [InlineData("gpt-5.5", "5", "0.5", null, "30")]
    [InlineData("gpt-5.5-pro", "30", null, null, "180")]
    [InlineData("gpt-5.4-nano", "0.2", "0.02", null, "1.25")]
    [InlineData("gpt-5.2", "1.75", "0.175", null, "14")]
    [InlineData("gpt-5", "1.25", "0.125", null, "10")]
    [InlineData("gpt-5-pro", "15", null, null, "120")]
    [InlineData("gpt-4.1-mini", "0.4", "0.1", null, "1.6")]
    [InlineData("gpt-4o", "2.5", "1.25", null, "10")]
    [InlineData("gpt-4o-2024-05-13", "5", null, null, "15")]
    [InlineData("o3", "2", "0.5", null, "8")]
    [InlineData("o4-mini", "1.1", "0.275", null, "4.4")]
    [InlineData("claude-fable-5-1", "10", "0.25", "12.5", "50")]
    [InlineData("claude-fable-5", "10", "1", "12.5", "50")]
    [InlineData("claude-opus-5-5", "4", "0.20", "5", "20")]
    [InlineData("claude-sonnet-5-5", "2", "0.10", "2.5", "10")]
    [InlineData("claude-haiku-5-5", "0.10", "0.01", "0.125", "0.50")]
    [InlineData("claude-opus-4-6", "5", "0.5", "6.25", "25")]
    [InlineData("claude-sonnet-4-6", "3", "0.3", "3.75", "15")]
    [InlineData("claude-haiku-4-5-20251001", "1", "0.1", "1.25", "5")]
    [InlineData("claude-3-haiku-20240307", "0.25", "0.03", "0.3", "1.25")]
    public void Prices_of_the_day(string id, string input, string? read, string? write, string output)
    {
        var price = Model(id).PriceOn(Today)!;

        Assert.Equal(
            (Usd(input), Usd(read), Usd(write), Usd(output)),
            (price.Input, price.CacheRead, price.CacheWrite, price.Output));
    }

    [Theory]
    [InlineData("gpt-6-astra", 272_000, "20", "75")]
    [InlineData("gpt-6.1-sol", 272_000, "4", "15")]
    [InlineData("gpt-6-luna", 272_000, "0.20", "0.75")]
    [InlineData("gpt-5.4-pro", 272_000, "60", "270")]
    [InlineData("claude-haiku-5-5", 100_000, "0.50", "2.50")]
    [InlineData("claude-sonnet-4-5-20250929", 200_000, "6", "22.5")]
    public void Prices_of_long_requests(string id, long above, string input, string output)
    {
        var longer = Model(id).PriceOn(Today)!.LongInput!;

        Assert.Equal((above, Usd(input), Usd(output)), (longer.Above, longer.Input, longer.Output));
    }

    [Theory]
    [InlineData("gpt-5.5", "12.5", "75")]
    [InlineData("gpt-5-mini", "0.45", "3.6")]
    [InlineData("gpt-4.1", "3.5", "14")]
    [InlineData("gpt-4o", "4.25", "17")]
    [InlineData("gpt-4o-mini", "0.25", "1")]
    [InlineData("o4-mini", "2", "8")]
    public void Prices_of_the_fast_tier(string id, string input, string output)
    {
        var price = Model(id).PriceOn(Today)!;

        Assert.Equal(Usd(input)!.Value, price.Input * price.FastFactor!.Value, precision: 9);
        Assert.Equal(Usd(output)!.Value, price.Output * price.FastFactor!.Value, precision: 9);
    }

    [Theory]
    [InlineData(2026, 8, 20, "5", false)]
    [InlineData(2026, 8, 21, "4", false)]
    [InlineData(2026, 11, 21, "4", false)]
    [InlineData(2026, 11, 22, "5", true)]
    public void A_promotion_ends_and_what_follows_is_marked_as_unconfirmed(
        int year, int month, int day, string input, bool unverified)
    {
        var price = Model("gpt-5.6-sol").PriceOn(new(year, month, day))!;

        Assert.Equal((Usd(input), unverified), (price.Input, price.Unverified));
    }

    [Fact]
    public void A_day_before_every_price_has_none() => Assert.Null(Model("o3").PriceOn(new(2025, 6, 9)));

    [Theory]
    [InlineData("gpt-6-luna", "medium")]
    [InlineData("gpt-5.1", "none")]
    [InlineData("gpt-5.4", null)]
    [InlineData("gpt-4o", null)]
    [InlineData("claude-opus-5-5", "medium")]
    [InlineData("claude-haiku-5-5", "medium")]
    [InlineData("claude-opus-5", "high")]
    [InlineData("claude-sonnet-5-5", "high")]
    [InlineData("claude-haiku-4-5-20251001", null)]
    public void The_effort_that_holds_unasked(string id, string? effort) =>
        Assert.Equal(effort, Model(id).DefaultEffort);

    [Theory]
    [InlineData("gpt-5-mini", "gpt-6.1-terra")]
    [InlineData("gpt-4o", "gpt-6-luna")]
    [InlineData("claude-sonnet-4-5-20250929", "claude-sonnet-5-5")]
    [InlineData("gpt-5.2", null)]
    public void The_successor_that_the_vendor_names(string id, string? successor) =>
        Assert.Equal(successor, Model(id).Replacement);

    private static ModelFact Model(string id) => ModelCatalogue.Embedded().Models.Single(model => model.Id == id);

    private static decimal? Usd(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
