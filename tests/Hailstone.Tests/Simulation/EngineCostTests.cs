using System.Globalization;
using Hailstone.Running;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>What the engine costs a call, the light server and the facts included.</summary>
public sealed class EngineCostTests(ITestOutputHelper output)
{
    private const long BytesForEachCall = 8 * 1024;

    [Fact]
    public void A_call_allocates_a_bounded_amount_however_long_the_run()
    {
        var few = BytesForACall(1000);
        var many = BytesForACall(8000);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{few:0} bytes a call of a thousand, {many:0} of eight"));

        Assert.InRange(few, 1, BytesForEachCall);
        Assert.InRange(many, 1, 1.5 * few);
    }

    private static double BytesForACall(int calls)
    {
        var server = new LightServer(new LightWeather { RequestsPerMinute = 6000 }, 1);
        var run = new LightRun(
            LightPlans.Of(calls, [new QuotaSettings { RequestsPerMinute = 6000 }]),
            _ => server,
            new RunSettings { KeepAnswers = false });
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / run.Calls.Count;
    }
}
