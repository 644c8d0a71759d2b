using System.Text;
using System.Text.Json;
using CsCheck;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Ledger;

/// <summary>Facts that are read by hand, held to the serializer.</summary>
public sealed class FrequentFactsTests
{
    private static readonly Gen<string?> Text = Gen.OneOf(Gen.String, Gen.Const("default"), Gen.Const("값 \"5\"\n"))
        .Null();

    private static readonly Gen<DateTimeOffset> At =
        Gen.Select(Gen.Long[-62_135_510_400_000, 253_402_214_400_000], Gen.Long[0, 9999], Gen.Int[-56, 56]).Select(
            (milliseconds, ticks, quarters) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                .AddTicks(ticks % 2 == 0 ? 0 : ticks)
                .ToOffset(TimeSpan.FromMinutes(15 * quarters)));

    private static readonly Gen<TimeSpan?> Time =
        Gen.Long[0, 100_000_000_000_000].Select(TimeSpan.FromTicks).Nullable();
    private static readonly Gen<long?> Tokens = Gen.Long[0, 5_000_000_000].Nullable();
    private static readonly Gen<decimal?> Usd =
        Gen.OneOf(Gen.Decimal[0, 1000], Gen.Int[-99, 99_999].Select(cents => cents / 1000m), Gen.Const(0.0000m))
            .Nullable();

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double[0, 1e6],
        Gen.Int[-9, 99_999].Select(value => value / 1000.0),
        Gen.Double.Where(double.IsFinite));

    private static readonly Gen<Fact> Started =
        Gen.Select(At, Gen.Int, Gen.Int, Gen.Enum<Purpose>(), Usd).Select((at, attempt, trial, purpose, usd) =>
            (Fact)new AttemptStarted
            {
                At = at,
                Attempt = attempt,
                Trial = trial,
                Purpose = purpose,
                ReservedUsd = usd,
            });

    private static readonly Gen<Fact> Trial =
        Gen.Select(At, Gen.Int, Gen.Enum<Outcome>(), Number.Nullable(), Gen.Int.Nullable(), Text).Select(
            (at, trial, outcome, score, attempt, text) => (Fact)new TrialEnded
            {
                At = at,
                Trial = trial,
                Outcome = outcome,
                Score = score,
                Attempt = attempt,
                Confidence = score,
                Explain = text ?? "",
            });

    private static readonly Gen<Usage?> Usages =
        Gen.Select(Tokens, Tokens, Tokens, Tokens).Select((one, two, three, four) => new Usage
        {
            Input = one,
            CacheRead = two,
            CacheWrite = three,
            CacheWriteHour = two,
            Output = four,
            Reasoning = one,
        }).Null();

    private static readonly Gen<Stamps?> Times = Gen.Select(Time, Time, Time).Select((one, two, three) => new Stamps
    {
        Sent = one,
        Head = two,
        FirstContent = three,
        FirstAnswer = one,
        LastContent = two,
        Closed = three ?? TimeSpan.Zero,
    }).Null();

    private static readonly Gen<Fact> Ended =
        Gen.Select(
            Gen.Select(At, Gen.Int, Gen.Enum<CostStatus>(), Gen.Enum<StopReason>().Nullable(), Usd),
            Gen.Select(Usages, Times, Gen.Bool, Number),
            Gen.Select(Text, Text, Text))
        .Select((what, how, texts) => (Fact)new AttemptEnded
        {
            At = what.Item1,
            Attempt = what.Item2,
            Trial = what.Item2,
            CostStatus = what.Item3,
            Stop = what.Item4,
            CostUsd = what.Item5,
            Usage = how.Item1,
            Stamps = how.Item2,
            CountsAsTry = how.Item3,
            WaitSeconds = how.Item4,
            AgainAfterSeconds = how.Item3 ? how.Item4 : null,
            Status = what.Item2,
            Failure = texts.Item1,
            Message = texts.Item2,
            RequestId = texts.Item3,
            RequestHash = texts.Item1,
            Effort = texts.Item2,
            StopRaw = texts.Item3,
            Model = texts.Item1,
            ServiceTier = texts.Item2,
        });

    private static readonly Gen<Fact> Facts = Gen.OneOf(Started, Trial, Ended);

    private static readonly string[] Harms = ["", "\"", "0", "}", "{", "null", ",", "e", "\\", "\u00E9", "-", "[", "x"];

    [Fact]
    public void A_fact_is_read_by_hand_as_the_serializer_reads_it() => Facts.Sample(fact =>
    {
        var json = FactJson.Write(fact);

        var read = FrequentFacts.Read(json);

        Assert.NotNull(read);
        Assert.Equal(FactText.Of(JsonSerializer.Deserialize(json, FactJson.Default.Fact)), FactText.Of(read));
    });

    [Fact]
    public void A_fact_that_was_harmed_means_what_the_serializer_says_or_is_refused_as_by_it() =>
        Gen.Select(Facts, Gen.Double[0, 0.999], Gen.Int[0, Harms.Length - 1].Select(index => Harms[index]))
            .Sample(
                (fact, share, put) =>
                {
                    var json = Encoding.UTF8.GetString(FactJson.Write(fact));
                    var place = (int)(share * json.Length);
                    var harmed = Encoding.UTF8.GetBytes(json[..place] + put + json[(place + 1)..]);

                    Assert.Equal(
                        Outcome(() => JsonSerializer.Deserialize(harmed, FactJson.Default.Fact)),
                        Outcome(() => FactJson.Read(harmed)));
                },
                iter: 3000);

    [Theory]
    [InlineData("""{"kind":"trial_ended","trial":1,"outcome":"not_run","explain":"","at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"trial_ended","trial":1,"trial":2,"outcome":"scored","explain":"a","at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"trial_ended","trial":1,"outcome":"SCORED","explain":"a","at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"trial_ended","trial":1,"outcome":"scored","score":null,"explain":"a","at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"trial_ended","trial":1,"outcome":"scored","explain":null,"at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"trial_ended","tri\u0061l":1,"outcome":"scored","explain":"","at":"2026-11-22"}""")]
    [InlineData("""{"kind":"attempt_ended","attempt":1,"trial":0,"cost_status":"unknown","stamps":{"sent":"00:00:01"},"at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"attempt_ended","attempt":1,"trial":0,"cost_status":"unknown","stamps":{"closed":"1"},"at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"attempt_ended","attempt":1,"trial":0,"cost_status":"unknown","usage":{"later":[1]},"at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"attempt_ended","attempt":1,"trial":0,"at":"2026-11-22T00:00:00Z"}""")]
    [InlineData("""{"kind":"attempt_ended","attempt":1,"trial":0,"cost_status":"unknown","at":"2026-11-22T00:00:00Z"} x""")]
    public void What_stands_otherwise_is_for_the_serializer_to_judge(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);

        Assert.Equal(
            Outcome(() => JsonSerializer.Deserialize(json, FactJson.Default.Fact)), Outcome(() => FactJson.Read(json)));
    }

    private static string Outcome(Func<Fact?> read)
    {
        try
        {
            return FactText.Of(read());
        }
        catch (Exception refused) when (refused is JsonException or NotSupportedException)
        {
            return "refused";
        }
    }
}
