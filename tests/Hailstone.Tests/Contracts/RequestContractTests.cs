using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Suites;
using Hailstone.Tests.Providers;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Contracts;

/// <summary>What is sent to a vendor is what the vendor says that it takes.</summary>
public sealed class RequestContractTests
{
    private static readonly Uri Url = new("https://api.example.test/v1");

    private static readonly AnswerFormat.JsonSchema ByItsSchema = new("answer", ChatCall.Json(
        """
        {"type":"object","properties":{"value":{"type":"number"}},"required":["value"],"additionalProperties":false}
        """));

    /// <summary>Every parameter that a suite can set, in sets that exclude each other.</summary>
    private static readonly Parameters[] Sets =
    [
        new(),
        new() { MaxOutputTokens = 1000, Temperature = 0.2m, TopP = 0.9m, Seed = 7, Stop = ["END"] },
        new() { Effort = "high", Verbosity = "low" },
        new() { Effort = "none" },
        new() { Format = new AnswerFormat.AnyJson() },
        new() { Format = ByItsSchema },
    ];

    /// <summary>The profiles of the two vendors and of servers like theirs: others have fields of their own.</summary>
    public static TheoryData<string, string, bool> Profiles() =>
    [
        .. from profile in ModelCatalogue.Embedded().Profiles.Values
           where profile.Name == "compatible" || profile.Name.Split('.')[0] is "openai" or "anthropic"
           from dialect in profile.Dialects
           from stream in (bool[])[true, false]
           select (profile.Name, dialect, stream),
    ];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Every_profile_sends_what_the_vendor_takes(string profile, string dialect, bool stream)
    {
        foreach (var set in Sets)
        {
            var settings = ModelCatalogue.Embedded().Profiles[profile].Apply(set, dialect, null).Settings;
            var sent = await SentAsync(dialect, settings with { Stream = stream }, null);

            Assert.Equal([], VendorContract.Named(RequestOf(dialect)).Problems(sent));
        }
    }

    [Fact]
    public async Task A_turn_that_goes_on_is_what_the_vendor_takes()
    {
        var profile = ModelCatalogue.Embedded().Profiles["anthropic.default"];
        var turn = ChatCall.Json("""[{"type":"text","text":"First of all,"}]""");

        var sent = await SentAsync("messages", profile.Apply(new(), "messages", null).Settings, turn);

        Assert.Contains("First of all,", sent, StringComparison.Ordinal);
        Assert.Equal([], VendorContract.Named("anthropic.message.request").Problems(sent));
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("responses")]
    [InlineData("messages")]
    public async Task A_renamed_field_of_a_request_breaks_the_contract(string dialect)
    {
        var name = dialect == "messages" ? "anthropic.default" : "openai.default";
        var all = new Parameters { MaxOutputTokens = 100, Effort = "high", Format = ByItsSchema };
        var settings = ModelCatalogue.Embedded().Profiles[name].Apply(all, dialect, null).Settings;
        var sent = await SentAsync(dialect, settings, null);

        var renamings = Renaming.Of(sent, except: "schema").ToList();

        Assert.NotEmpty(renamings);
        Assert.All(renamings, renaming =>
            Assert.NotEmpty(VendorContract.Named(RequestOf(dialect)).Problems(renaming.Json)));
    }

    private static string RequestOf(string dialect) => dialect switch
    {
        "chat" => "openai.chat.request",
        "responses" => "openai.response.request",
        _ => "anthropic.message.request",
    };

    private static async Task<string> SentAsync(
        string dialect, RequestSettings settings, System.Text.Json.JsonElement? turnSoFar)
    {
        var script = Script.Answering("{}", status: 500);
        using var http = script.Sender();
        var time = new FakeTimeProvider();
        IProvider provider = dialect switch
        {
            "chat" => new ChatProvider(http, Url, ChatCall.Key, time),
            "responses" => new ResponsesProvider(http, Url, ChatCall.Key, time),
            _ => new MessagesProvider(http, Url, ChatCall.Key, time),
        };
        var ask = ChatCall.Question() with
        {
            System = "Answer in JSON.",
            Settings = settings,
            TurnSoFar = turnSoFar,
        };
        await provider.AskAsync(ask, _ => { }, CancellationToken.None);
        return Assert.Single(script.Bodies);
    }
}
