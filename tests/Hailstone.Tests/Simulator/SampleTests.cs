using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class SampleTests
{
    private static readonly Dictionary<string, string> Prompts = new()
    {
        ["a"] = "capital",
        ["b"] = "arithmetic",
        ["c"] = "extraction",
    };

    private static List<SimulatedReply> Ask(string model, string prompt)
    {
        var path = Path.Combine(Root(), "samples", "hello", "simulate.yaml");
        var book = Assert.IsType<AnswerBookResult.Valid>(AnswerBook.Load(path, Prompts)).Book;
        var core = new SimulatorCore(Asking.Instant with { Answers = book });
        return [.. Enumerable.Range(0, 300).Select(_ => core.Decide(Asking.Chat(prompt, model), default))];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Hailstone.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }

    [Theory]
    [InlineData("a", "Reykjav")]
    [InlineData("b", "391")]
    [InlineData("c", "1250")]
    public void The_large_model_of_the_sample_is_always_right(string prompt, string right) =>
        Assert.All(Ask("gpt-6.1-sol", prompt), reply =>
            Assert.Contains(right, reply.Content(), StringComparison.Ordinal));

    [Fact]
    public void The_small_models_of_the_sample_err_each_in_its_way()
    {
        var luna = Ask("gpt-6-luna", "b");
        var mini = Ask("gpt-4.1-mini", "b");

        Assert.Contains(luna, reply => reply.Text().Contains("\"length\"", StringComparison.Ordinal));
        Assert.Contains(luna, reply => reply.Content()!.Contains("391", StringComparison.Ordinal));
        Assert.Contains(mini, reply => !reply.Content()!.Contains("391", StringComparison.Ordinal));
        Assert.All(mini, reply => Assert.StartsWith("```json\n", reply.Content(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("What is the capital of Iceland?", "Reykjav")]
    [InlineData("What is 17 times 23?", "391")]
    [InlineData("How many euros does this sentence name?", "1250")]
    public void Without_a_suite_the_sample_knows_its_items_by_their_words(string prompt, string right) =>
        Assert.All(Ask("any-model", prompt), reply =>
            Assert.Contains(right, reply.Content(), StringComparison.Ordinal));
}
