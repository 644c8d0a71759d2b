using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class SmallestDifferenceTests
{
    /// <summary>Miller (2024): 198 questions show 13.3 points asked once and 7.6 asked ten times.</summary>
    [Theory]
    [InlineData(198, 1, 0.133)]
    [InlineData(198, 10, 0.076)]
    public void The_papers_own_examples(int items, int repeats, double difference) =>
        Assert.Equal(difference, Math.Round(SmallestDifference.Of(items, repeats), 3));

    /// <summary>The paper's other example: 3 points need 969 questions where an answer leaves no noise.</summary>
    [Fact]
    public void Without_noise_within_an_item_969_questions_show_3_points() =>
        Assert.Equal(0.03, SmallestDifference.Of(969, int.MaxValue), 4);

    [Theory]
    [InlineData(164, 0.1458447009)]
    [InlineData(1319, 0.0514268804)]
    public void Values_computed_elsewhere(int items, double difference) =>
        Assert.Equal(difference, SmallestDifference.Of(items, 1), 9);

    [Fact]
    public void One_item_shows_nothing() => Assert.Equal(1, SmallestDifference.Of(1, 1));
}
