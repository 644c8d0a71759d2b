using CsCheck;
using Hailstone.Catalogue;
using Xunit;

namespace Hailstone.Tests.Catalogue;

public sealed class CostTests
{
    private static readonly Price Worked = new()
    {
        Input = 2.50m,
        CacheRead = 0.25m,
        CacheWrite = 3.125m,
        Output = 10.00m,
        BatchFactor = 0.5m,
    };

    [Theory]
    [InlineData(1200, 400, 0, 300, "0.0051")]
    [InlineData(1200, 400, 0, 512, "0.00722")]
    [InlineData(1200, 0, 1000, 512, "0.008745")]
    public void Each_bucket_has_its_price(long input, long read, long write, long output, string usd) =>
        Assert.Equal(decimal.Parse(usd, Invariant), Cost.Of(Counted(input, read, write, output), Worked, null));

    [Fact]
    public void A_trial_costs_what_its_attempts_cost_together() =>
        Assert.Equal(
            0.01232m,
            Cost.Of(Counted(1200, 400, 0, 300), Worked, null) + Cost.Of(Counted(1200, 400, 0, 512), Worked, null));

    [Fact]
    public void Batch_costs_half() => Assert.Equal(0.00361m, Cost.Of(Counted(1200, 400, 0, 512), Worked, "batch"));

    [Theory]
    [InlineData("priority", "0.0375")]
    [InlineData("fast", "0.0375")]
    [InlineData("flex", "0.0075")]
    [InlineData("default", "0.015")]
    [InlineData("standard", "0.015")]
    [InlineData(null, "0.015")]
    public void A_tier_multiplies_the_whole(string? tier, string usd)
    {
        // 1,000 in at 3 and 1,200 out at 10 dollars a million.
        var price = new Price { Input = 3, Output = 10, FlexFactor = 0.5m, FastFactor = 2.5m };

        Assert.Equal(decimal.Parse(usd, Invariant), Cost.Of(new() { Input = 1000, Output = 1200 }, price, tier));
    }

    [Theory]
    [InlineData("ultrafast")]
    [InlineData("flex")]
    [InlineData("fast")]
    public void A_tier_without_a_known_factor_has_no_known_cost(string tier) =>
        Assert.Null(Cost.Of(Counted(1200, 400, 0, 300), Worked, tier));

    [Fact]
    public void What_was_not_counted_has_no_known_cost()
    {
        Assert.Null(Cost.Of(new() { Output = 300 }, Worked, null));
        Assert.Null(Cost.Of(new() { Input = 300 }, Worked, null));
        Assert.Null(Cost.Of(new(), Worked, null));
    }

    [Fact]
    public void Counts_that_contradict_each_other_have_no_known_cost() =>
        Assert.Null(Cost.Of(Counted(1000, 600, 600, 300), Worked, null));

    [Fact]
    public void Writes_for_an_hour_are_not_priced_as_writes_for_five_minutes()
    {
        var hour = new Usage { Input = 1000, CacheWriteHour = 1000, Output = 0 };

        Assert.Null(Cost.Of(hour, Worked, null));
        Assert.Equal(0.005m, Cost.Of(hour, Worked with { CacheWriteHour = 5 }, null));
    }

    [Fact]
    public void A_cache_without_a_price_of_its_own_costs_what_input_costs() =>
        Assert.Equal(0.006m, Cost.Of(Counted(1000, 300, 200, 100), new() { Input = 5, Output = 10 }, null));

    [Theory]
    [InlineData(272_000, "2.72")]
    [InlineData(272_001, "5.44002")]
    public void The_long_band_begins_one_token_over_its_bound_and_holds_for_the_whole_request(long input, string usd)
    {
        var longer = new LongPrice { Above = 272_000, Input = 20, Output = 75 };
        var price = new Price { Input = 10, Output = 50, LongInput = longer };

        Assert.Equal(decimal.Parse(usd, Invariant), Cost.Of(new() { Input = input, Output = 0 }, price, null));
    }

    [Fact]
    public void Cached_tokens_count_towards_the_long_band()
    {
        // 60,000 plain and 40,001 cached are 100,001 together: 60,000 x 0.5 + 40,001 x 0.05 + 10 x 2.5.
        var price = new Price
        {
            Input = 0.1m,
            CacheRead = 0.01m,
            Output = 0.5m,
            LongInput = new() { Above = 100_000, Input = 0.5m, CacheRead = 0.05m, Output = 2.5m },
        };

        Assert.Equal(0.03202505m, Cost.Of(Counted(100_001, 40_001, 0, 10), price, null));
    }

    [Fact]
    public void A_reservation_is_the_dearest_that_the_request_can_be() =>
        Assert.Equal(0.013125m, Cost.AtMost(Worked, inputTokens: 1000, outputCapTokens: 1000));

    [Fact]
    public void No_request_costs_more_than_its_reservation()
    {
        var prices = ModelCatalogue.Embedded().Models.SelectMany(model => model.Prices).ToList();
        var anyPrice = Gen.Int[0, prices.Count - 1].Select(index => prices[index]);

        Gen.Select(anyPrice, Gen.Long[0, 400_000], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Long[0, 99_000])
            .Sample((price, input, cached, written, output) =>
            {
                var read = (long)(input * cached);
                var usage = Counted(input, read, (long)((input - read) * written), output);
                return Cost.Of(usage, price, null) <= Cost.AtMost(price, input, output);
            });
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Usage Counted(long input, long read, long write, long output) =>
        new() { Input = input, CacheRead = read, CacheWrite = write, Output = output };
}
