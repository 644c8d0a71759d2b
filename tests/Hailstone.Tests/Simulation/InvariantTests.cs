using System.Collections.Concurrent;
using System.Text;
using CsCheck;
using Hailstone.Pacing;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// What holds in every weather, for every seed: two providers, two weathers, two hundred trials each. A failure prints
/// its seed; <c>HAILSTONE_SEED=n</c> replays it alone, <c>HAILSTONE_SEEDS=n</c> runs so many.
/// </summary>
public sealed class InvariantTests
{
    private const int FailuresShown = 10;

    [Fact]
    public void I1_to_I15_hold_in_every_weather()
    {
        var failures = new ConcurrentQueue<string>();
        Parallel.ForEach(
            Seeds.Many(),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            (seed, loop) =>
            {
                var story = new LightStory(seed);
                try
                {
                    story.Play();
                }
                catch (Exception broken) when (broken is InvalidOperationException or Xunit.Sdk.XunitException)
                {
                    failures.Enqueue($"seed {seed} ({story}): {broken.Message}");
                    if (failures.Count >= FailuresShown)
                        loop.Stop();
                }
            });

        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }

    [Fact]
    public void I12_Every_failure_has_one_meaning_and_none_throws() => Gen
        .Select(
            Gen.OneOf(Gen.Int[100, 599], Among(200, 401, 403, 404, 429, 500, 503, 529)),
            Gen.OneOf(Gen.String, Among(
                "{\"error\":\"ERROR_OPENAI\"}", "{\"error\":{\"code\":\"slow_down\"}}", "<html>", "[", "null",
                "{\"error\":{\"message\":\"Limit 10, Used 9, Requested 99999999999999999999\"}}")),
            Among("retry-after", "retry-after-ms", "date", "x-should-retry", "x-ratelimit-limit-requests"),
            Gen.OneOf(Gen.String, Among("-1", "0", "1e9", "NaN", "Fri, 31 Dec 9999 23:59:59 GMT", "true")),
            Gen.Enum<FailureKind>(),
            Gen.Enum<FailurePhase>())
        .Sample((status, body, name, value, kind, phase) =>
        {
            var head = new ResponseHead(status, new Dictionary<string, string> { [name] = value });
            var said = ErrorBody.Read(head, Encoding.UTF8.GetBytes(body), key: null);
            foreach (var failure in new[] { said, said with { Kind = kind, Phase = phase } })
            {
                var meaning = Classification.Of(failure, DateTimeOffset.UnixEpoch);
                Assert.True(Enum.IsDefined(meaning.Class));
                Assert.NotEmpty(meaning.Name);
                Assert.True(meaning.RetryAfter is null || meaning.RetryAfter >= TimeSpan.Zero);
            }
        });

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
