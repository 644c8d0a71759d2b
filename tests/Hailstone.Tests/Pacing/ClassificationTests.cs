using System.Globalization;
using System.Text;
using CsCheck;
using Hailstone.Pacing;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Pacing;

public sealed class ClassificationTests
{
    public static TheoryData<string> Labels =>
        [.. Everything.Select(captured => captured.ToString())];

    private static IEnumerable<Captured> Everything => RecordedFailures.All.Concat(PassingFailures.All);

    [Theory]
    [MemberData(nameof(Labels))]
    public void What_providers_were_heard_to_say_means(string label)
    {
        var captured = Everything.Single(one => one.ToString() == label);

        var classified = captured.Classify();

        Assert.Equal((captured.Class, captured.Name), (classified.Class, classified.Name));
        Assert.Equal(captured.Fault, classified.Fault);
        Assert.Equal(captured.WaitSeconds, classified.RetryAfter?.TotalSeconds);
        if (captured.Bucket is not null)
            Assert.Equal(captured.Bucket, classified.Bucket);
    }

    [Theory]
    [InlineData(FailureKind.Unreachable, FailurePhase.Connect, FailureClass.Capacity, "unreachable")]
    [InlineData(FailureKind.Timeout, FailurePhase.Connect, FailureClass.Capacity, "unreachable")]
    [InlineData(FailureKind.Reset, FailurePhase.Connect, FailureClass.Capacity, "unreachable")]
    [InlineData(FailureKind.Certificate, FailurePhase.Connect, FailureClass.Key, "certificate")]
    [InlineData(FailureKind.TurnedAway, FailurePhase.Send, FailureClass.Wait, "turned_away")]
    [InlineData(FailureKind.Reset, FailurePhase.FirstByte, FailureClass.MayHaveRun, "connection_lost")]
    [InlineData(FailureKind.Reset, FailurePhase.Stream, FailureClass.MayHaveRun, "connection_lost")]
    [InlineData(FailureKind.Timeout, FailurePhase.FirstByte, FailureClass.MayHaveRun, "timeout")]
    [InlineData(FailureKind.Timeout, FailurePhase.Stream, FailureClass.MayHaveRun, "timeout")]
    [InlineData(FailureKind.Incomplete, FailurePhase.Stream, FailureClass.MayHaveRun, "incomplete_stream")]
    [InlineData(FailureKind.Malformed, FailurePhase.Body, FailureClass.MayHaveRun, "malformed")]
    [InlineData(FailureKind.Error, FailurePhase.Stream, FailureClass.MayHaveRun, "server_error")]
    [InlineData(FailureKind.Redirect, FailurePhase.Body, FailureClass.Model, "redirect")]
    public void What_the_network_does_means(FailureKind kind, FailurePhase phase, FailureClass expected, string name)
    {
        // The system's own words may be anything: they decide nothing.
        var words = kind == FailureKind.Error ? "" : "model not found: overloaded";
        var failure = new Failure { Kind = kind, Phase = phase, Message = words, Status = 200 };

        var classified = Classification.Of(failure, Captured.Now);

        Assert.Equal((expected, name), (classified.Class, classified.Name));
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"x"}}""", FailureClass.Capacity)]
    [InlineData("""{"type":"error","error":{"type":"api_error","message":"x"}}""", FailureClass.MayHaveRun)]
    [InlineData("""{"error":{"code":"server_error","message":"x"}}""", FailureClass.MayHaveRun)]
    [InlineData("""{"error":{"code":"rate_limit_exceeded","message":"x"}}""", FailureClass.Wait)]
    [InlineData("""{"error":{"code":502,"message":"x"}}""", FailureClass.MayHaveRun)]
    [InlineData("""{"error":{"code":429,"message":"x"}}""", FailureClass.Wait)]
    [InlineData("""{"error":{"code":402,"message":"x"}}""", FailureClass.Key)]
    [InlineData("""{"error":{"type":"invalid_request_error","message":"x"}}""", FailureClass.Model)]
    public void An_error_inside_a_good_response_is_judged_by_what_it_says(string body, FailureClass expected) =>
        Assert.Equal(expected, new Captured("stream", 200, body, expected, "").Classify().Class);

    [Theory]
    [InlineData("en", "Remove `temperature` from the target")]
    [InlineData("ko", "대상에서 `temperature`")]
    public void The_mend_names_the_parameter_in_the_persons_language(string language, string begins)
    {
        var spoken = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var mend = RecordedFailures.All[0].Classify().Mend;
            Assert.StartsWith(begins, mend, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = spoken;
        }
    }

    [Fact]
    public void Whatever_waiting_does_not_cure_has_a_mend_and_whatever_it_cures_has_none() =>
        Assert.All(Everything.Select(captured => captured.Classify()), classified =>
            Assert.Equal(
                classified.Class is FailureClass.Model or FailureClass.Key || classified.Fault == TrialFault.TooLong,
                classified.Mend is not null));

    [Theory]
    [InlineData("OpenAI responses only", true)]
    [InlineData("OpenAI no chat model", false)]
    [InlineData("OpenAI no Responses model", false)]
    public void Only_a_responses_only_model_is_sent_to_that_dialect(string label, bool sent)
    {
        var mend = RecordedFailures.All.Single(captured => captured.Label == label).Classify().Mend;

        Assert.Equal(sent, mend!.Contains("`responses`", StringComparison.Ordinal));
    }

    [Fact]
    public void No_status_header_or_bytes_throw_and_every_wait_is_within_bounds() =>
        Gen.Select(Gen.Int[100, 999], Heads, Gen.OneOf(Gen.Byte.Array[0, 200], Bodies), Dates).Sample(
            (status, headers, bytes, now) =>
            {
                var failure = ErrorBody.Read(Captured.Head(status, headers), bytes, "a-key-of-ours");
                var classified = Classification.Of(failure, now);
                return classified.RetryAfter is null
                    || (classified.RetryAfter >= TimeSpan.Zero && classified.RetryAfter <= TimeSpan.FromDays(31));
            });

    [Fact]
    public void No_kind_phase_or_words_throw() =>
        Gen.Select(Gen.Enum<FailureKind>(), Gen.Enum<FailurePhase>(), Gen.String, Gen.String, Gen.Int[-5, 1200]).Sample(
            (kind, phase, code, message, status) => Classification.Of(
                new Failure
                {
                    Kind = kind,
                    Phase = phase,
                    Code = code,
                    Type = message,
                    Message = message,
                    Body = message,
                    Status = status,
                },
                DateTimeOffset.MaxValue).Name.Length > 0);

    private static readonly string[] HeaderNames =
    [
        "retry-after", "retry-after-ms", "date", "x-should-retry", "x-ratelimit-limit-requests", "x-ratelimit-reset",
        "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "anthropic-ratelimit-requests-reset",
        "anthropic-ratelimit-requests-limit", "x-ratelimit-limit-req-minute",
    ];

    private static readonly string[] HeaderValues =
    [
        "", "0", "-1", "1e308", "-1e308", "NaN", "99999999999999999999", "1699999999999", "9999999999999", "true",
        "false", "Sun, 22 Nov 2026 12:00:30 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00", "999999999h", "1m30s", "-5s",
    ];

    private static Gen<string[]> Heads { get; } =
        Gen.Select(Gen.Int[0, HeaderNames.Length - 1], Gen.Int[0, HeaderValues.Length - 1]).Array[0, 6].Select(pairs =>
            pairs.DistinctBy(pair => pair.Item1)
                .SelectMany(pair => new[] { HeaderNames[pair.Item1], HeaderValues[pair.Item2] })
                .ToArray());

    /// <summary>Real bodies, cut or with a byte changed.</summary>
    private static Gen<byte[]> Bodies { get; } =
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Byte, Gen.Bool).Select((which, where, other, cut) =>
        {
            var bodies = Everything.Select(captured => captured.Body).Where(body => body.Length > 0).ToList();
            var bytes = Encoding.UTF8.GetBytes(bodies[which % bodies.Count]);
            if (cut)
                return bytes[..(where % bytes.Length)];
            bytes[where % bytes.Length] = other;
            return bytes;
        });

    private static Gen<DateTimeOffset> Dates { get; } = Gen.Int[0, 2].Select(place => place switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        _ => Captured.Now,
    });
}
