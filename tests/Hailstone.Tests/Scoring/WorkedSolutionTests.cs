using Xunit;
using static Hailstone.Tests.Scoring.Marking;

namespace Hailstone.Tests.Scoring;

/// <summary>Worked solutions in the form of school sums, with the result behind four hashes.</summary>
public sealed class WorkedSolutionTests
{
    [Theory]
    [InlineData("Mina bakes 3*12=<<3*12=36>>36 rolls.\nShe sells 36-9=<<36-9=27>>27 of them.\n#### 27", 27)]
    [InlineData("The barn costs $80,000+$2,500=$<<80000+2500=82500>>82,500.\n#### 82,500", 82500)]
    [InlineData("Half of 7 is 7/2=<<7/2=3.5>>3.5 km\n#### 3.5", 3.5)]
    [InlineData("He owes 20-35=<<20-35=-15>>-15 coins\n#### -15", -15)]
    [InlineData("25% of 40 is .25*40=<<.25*40=10>>10\n#### 10", 10)]
    [InlineData("It starts at 7:30 and takes 45 minutes.\n#### 45\n\nChecked in 2 ways.", 45)]
    [InlineData("1. Two pens cost 2*$1.25=$2.50\n2. Three cost $3.75\n#### $3.75", 3.75)]
    [InlineData("4명이 3개씩 4*3=<<4*3=12>>12개\n#### 12", 12)]
    [InlineData("全部で２０人\n#### ２０", 20)]
    [InlineData("#### Plan\nAdd 5 and 6.\n#### 11", 11)]
    public void The_number_behind_the_hashes_is_taken(string solution, double expected)
    {
        var scored = Of(solution, Number((decimal)expected));

        Assert.Equal(1, scored.Score);
        Assert.Contains("(after ####)", scored.Explain, StringComparison.Ordinal);
    }
}
