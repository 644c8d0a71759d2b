using System.Reflection;
using PublicApiGenerator;
using Xunit;

namespace Hailstone.Tests.Tidy;

/// <summary>What other programs may rely on: a change of it is seen, and accepted on purpose.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Hailstone")]
    [InlineData("Hailstone.Storage")]
    [InlineData("Hailstone.Simulator")]
    public void What_is_public_was_approved(string assembly)
    {
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            // They name what the compiler made, by numbers that move with every method above.
            ExcludeAttributes =
            [
                "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
                "System.Runtime.CompilerServices.IteratorStateMachineAttribute",
            ],
        };
        var api = Assembly.Load(assembly).GeneratePublicApi(options);

        Approved.Holds(
            api.ReplaceLineEndings("\n").TrimEnd() + "\n",
            "tests", "Hailstone.Tests", "Tidy", assembly + ".approved.txt");
    }
}
