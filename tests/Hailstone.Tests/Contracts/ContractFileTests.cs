using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Hailstone.Tests.Contracts;

/// <summary>The contracts themselves.</summary>
public sealed partial class ContractFileTests
{
    public static TheoryData<string> Names() => [.. VendorContract.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contract_tells_its_source_and_date(string name)
    {
        using var contract = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(VendorContract.Folder, name + ".schema.json")));

        Assert.Matches(Dated(), contract.RootElement.GetProperty("$comment").GetString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contract_refuses_a_field_that_the_vendor_does_not_know(string name) =>
        Assert.NotEmpty(VendorContract.Named(name).Problems("""{"no_field_of_any_vendor":1}"""));

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d\b")]
    private static partial Regex Dated();
}
