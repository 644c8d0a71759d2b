using System.Globalization;
using Hailstone.Suites;
using Hailstone.Tests.Simulation;
using Xunit;

namespace Hailstone.Tests.Running.Projecting;

public sealed class ProjectionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0.5, 2, true, null)]
    [InlineData(0.5, 2, false, 16)]
    [InlineData(1.0, 1, false, 16)]
    public void Explore(double sigma, double longer, bool limited, int? inFlight)
    {
        var limits = limited ? new QuotaSettings { RequestsPerMinute = 60, TokensPerMinute = 100_000 } : null;
        int[] at = [5, 10, 20, 80];
        var held = new int[at.Length];
        var low = new int[at.Length];
        var late = new int[at.Length];
        var inTime = new int[at.Length];
        var width = new double[at.Length];
        var twidth = new double[at.Length];
        var count = new int[at.Length];
        foreach (var seed in Seeds.Few(60))
        {
            var plan = PilotRun.Plan(300, seed, limits, null, "gpt-6-luna");
            var run = PilotRun.Of(plan, new PilotWeather(seed) { Sigma = sigma, LongFactor = longer, InFlight = inFlight }, at);
            for (var i = 0; i < run.Seen.Count; i++)
            {
                var (p, t) = run.Seen[i]; count[i]++;
                if (p.UsdLow <= run.Usd && run.Usd <= p.UsdHigh) held[i]++;
                if (p.UsdLow > run.Usd) low[i]++;
                width[i] += (double)((p.UsdHigh!.Value - p.UsdLow) / run.Usd);
                var left = (run.Took - t).TotalSeconds;
                if (p.Time.LeastSeconds > left) late[i]++;
                if (seed < 3) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    left {left:0.0} {p.Time} ended {p.Ended} at {t.TotalSeconds:0.0}"));
                if (p.Time.LowSeconds <= left && left <= p.Time.HighSeconds) inTime[i]++;
                twidth[i] += ((p.Time.HighSeconds ?? 0) - (p.Time.LowSeconds ?? 0)) / left;
            }
        }
        for (var i = 0; i < at.Length; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"s{sigma} x{longer} {limited} at {at[i]}: held {100.0*held[i]/count[i]:0.0}% low {low[i]} width {width[i]/count[i]:0.00} least late {late[i]} time {100.0*inTime[i]/count[i]:0.0}% twidth {twidth[i]/count[i]:0.00}"));
    }
}
