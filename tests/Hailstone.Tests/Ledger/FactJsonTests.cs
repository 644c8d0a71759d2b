using System.Text;
using System.Text.Json;
using Hailstone.Ledger;
using Hailstone.Tests.Tidy;
using Xunit;

namespace Hailstone.Tests.Ledger;

public sealed class FactJsonTests
{
    public static TheoryData<string> Kinds => [.. FactExamples.Full.Select(FactJson.KindOf)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_stored_form_of_a_fact_stays_as_it_was_released(string kind)
    {
        var lines = FactExamples.Full.Concat(FactExamples.Bare)
            .Where(fact => FactJson.KindOf(fact) == kind)
            .Select(fact => Encoding.UTF8.GetString(FactJson.Write(fact)) + "\n");

        Approved.Holds(string.Concat(lines), "tests", "Hailstone.Tests", "Ledger", "Golden", kind + ".jsonl");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_stored_is_read_as_it_was_meant(string kind)
    {
        var stored = File.ReadAllLines(
            RepositoryRoot.Of("tests", "Hailstone.Tests", "Ledger", "Golden", kind + ".jsonl"));
        var meant = FactExamples.Full.Concat(FactExamples.Bare).Where(fact => FactJson.KindOf(fact) == kind).ToList();

        Assert.Equal(2, stored.Length);
        foreach (var (line, fact) in stored.Zip(meant))
        {
            var read = FactJson.Read(Encoding.UTF8.GetBytes(line));

            Assert.Equal(FactText.Of(fact), FactText.Of(read));
            Assert.Equal(line, Encoding.UTF8.GetString(FactJson.Write(read)));
        }
    }

    [Fact]
    public void There_is_an_example_of_every_kind()
    {
        var kinds = typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))).ToHashSet();

        Assert.Equal(kinds, FactExamples.Full.Select(fact => fact.GetType()).ToHashSet());
        Assert.Equal(kinds, FactExamples.Bare.Select(fact => fact.GetType()).ToHashSet());
    }

    [Fact]
    public void The_full_examples_set_every_field() =>
        Assert.All(
            FactExamples.Full,
            fact => Assert.DoesNotMatch("(?m)= (nothing|False|0|\\[\\]|\"\")$", FactText.Of(fact)));

    [Fact]
    public void Members_that_are_not_known_are_passed_over()
    {
        foreach (var fact in FactExamples.Full)
        {
            var json = Encoding.UTF8.GetString(FactJson.Write(fact));
            var later = json[..^1] + ""","added_later":{"kind":"x","list":[1,{"at":null}]}}""";

            Assert.Equal(json, Encoding.UTF8.GetString(FactJson.Write(FactJson.Read(Encoding.UTF8.GetBytes(later)))));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"kind":"run_resumed","at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"run_resumed","version":null,"at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"run_vanished","at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"run_ended","because":"whim","at":"2026-11-22T00:00:00Z"}""")]
    public void What_is_no_fact_is_refused(string json) =>
        Assert.Throws<JsonException>(() => FactJson.Read(Encoding.UTF8.GetBytes(json)));
}
