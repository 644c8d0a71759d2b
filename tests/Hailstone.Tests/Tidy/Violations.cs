using Xunit;

namespace Hailstone.Tests.Tidy;

/// <summary>What breaks a rule of the house, each with its place.</summary>
internal static class Violations
{
    /// <summary>Fails with the whole list where it is not empty.</summary>
    /// <param name="found">What was found.</param>
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
