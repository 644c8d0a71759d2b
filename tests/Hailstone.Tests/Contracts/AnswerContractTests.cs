using System.Text;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Contracts;

/// <summary>What the simulator answers is what the vendor says that it answers.</summary>
public sealed class AnswerContractTests
{
    /// <summary>Faults after which what was sent is no whole document, or none of the vendor's.</summary>
    private static readonly string[] NoDocument =
        ["502", "relay", "reset", "hang", "cut", "close", "stall", "broken_json"];

    private static readonly string[] Faults = ["", .. FaultOptions.Names.Except(NoDocument)];

    public static TheoryData<string, bool, string> Replies() =>
    [
        .. from dialect in (string[])["chat", "responses", "messages"]
           from stream in (bool[])[true, false]
           from fault in Faults
           where stream || fault != "no_end"
           select (dialect, stream, fault),
    ];

    [Theory]
    [MemberData(nameof(Replies))]
    public void Every_answer_and_error_is_as_the_vendor_says(string dialect, bool stream, string fault)
    {
        var documents = DocumentsOf(dialect, stream, fault);

        Assert.NotEmpty(documents);
        Assert.All(documents, document =>
            Assert.Equal([], VendorContract.Named(document.Contract).Problems(document.Json)));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_renamed_field_of_an_answer_or_error_breaks_the_contract(string dialect, bool stream, string fault)
    {
        foreach (var document in DocumentsOf(dialect, stream, fault))
        {
            var contract = VendorContract.Named(document.Contract);

            Assert.All(Renaming.Of(document.Json, except: "schema"), renaming =>
                Assert.True(contract.Problems(renaming.Json).Count > 0, $"{document.Contract} takes {renaming.Path}_"));
        }
    }

    [Fact]
    public void Lists_of_models_are_as_the_vendors_say()
    {
        var simulator = new SimulatorCore(new SimulatorOptions
        {
            Models = new Dictionary<string, ModelOptions>
            {
                ["m"] = new() { ShutdownDate = new DateOnly(2027, 1, 14) },
            },
        });

        var openai = simulator.Decide(Get("/v1/models/m"), TimeSpan.Zero);
        var anthropic = simulator.Decide(Get("/v1/models/m", ("anthropic-version", "2023-06-01")), TimeSpan.Zero);

        Assert.Equal([], VendorContract.Named("openai.model").Problems(TextOf(openai)));
        Assert.Equal([], VendorContract.Named("anthropic.model").Problems(TextOf(anthropic)));
    }

    [Theory]
    [InlineData("usage/completions", "openai.usage", "")]
    [InlineData("usage/completions", "openai.usage", "&group_by=model&group_by=api_key_id&group_by=batch")]
    [InlineData("usage/completions", "openai.usage", "&bucket_width=1h&limit=1&group_by=service_tier")]
    [InlineData("costs", "openai.costs", "")]
    [InlineData("costs", "openai.costs", "&group_by=line_item&group_by=project_id")]
    public void What_administrators_are_told_is_as_the_vendor_says(string path, string contract, string query)
    {
        var simulator = new SimulatorCore(new SimulatorOptions
        {
            AnyModel = new ModelOptions { Latency = LatencyOptions.None },
            AdminKeys = ["admin"],
            Prices = new Dictionary<string, PriceOptions> { ["m"] = new(2, 10) },
            StartedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
        });
        simulator.Decide(Question("chat", stream: false), TimeSpan.Zero);

        var told = TextOf(simulator.Decide(
            Get("/v1/organization/" + path, ("authorization", "Bearer admin")) with
            {
                Query = $"?start_time={20_000L * 86_400}{query}",
            },
            TimeSpan.FromHours(30)));

        Assert.Equal([], VendorContract.Named(contract).Problems(told));
        Assert.Contains(
            path == "costs" ? "organization.costs.result" : "organization.usage.completions.result",
            told,
            StringComparison.Ordinal);
        Assert.All(Renaming.Of(told, except: ""), renaming =>
            Assert.True(VendorContract.Named(contract).Problems(renaming.Json).Count > 0, renaming.Path));
    }

    private static List<WireDocument> DocumentsOf(string dialect, bool stream, string fault)
    {
        var simulator = new SimulatorCore(new SimulatorOptions
        {
            AnyModel = new ModelOptions { Latency = LatencyOptions.None },
            Faults = fault.Length == 0 ? [] : [new FaultOptions(fault, 1)],
        });
        return [.. WireDocument.Of(dialect, simulator.Decide(Question(dialect, stream), TimeSpan.Zero))];
    }

    private static SimulatedRequest Question(string dialect, bool stream)
    {
        var flag = stream ? "true" : "false";
        const string messages = """[{"role":"user","content":"What is six times seven?"}]""";
        return dialect switch
        {
            "chat" => Post("/v1/chat/completions",
                $$"""{"messages":{{messages}},"stream":{{flag}}{{(stream ? UsageToo : "")}},"model":"m"}"""),
            "responses" => Post("/v1/responses",
                $$"""{"model":"m","input":{{messages}},"stream":{{flag}},"reasoning":{"effort":"low"} }"""),
            _ => Post("/v1/messages",
                $$"""{"model":"m","max_tokens":100,"messages":{{messages}},"stream":{{flag}}}"""),
        };
    }

    private const string UsageToo = ""","stream_options":{"include_usage":true}""";

    private static string TextOf(SimulatedReply reply) => string.Concat(reply.Body.Select(chunk => chunk.Text));

    private static SimulatedRequest Get(string path, params (string Name, string Value)[] headers) => new()
    {
        Method = "GET",
        Path = path,
        Headers = headers.ToDictionary(header => header.Name, header => header.Value),
    };

    private static SimulatedRequest Post(string path, string body) => new()
    {
        Method = "POST",
        Path = path,
        Headers = path.EndsWith("messages", StringComparison.Ordinal)
            ? new Dictionary<string, string> { ["x-api-key"] = "k", ["anthropic-version"] = "2023-06-01" }
            : new Dictionary<string, string> { ["authorization"] = "Bearer k" },
        Body = Encoding.UTF8.GetBytes(body),
    };
}
