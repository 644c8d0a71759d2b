using System.Globalization;
using System.Text.Json;

namespace Hailstone.Benchmarks.Bars;

/// <summary>A bar with what was measured.</summary>
/// <param name="Bar">The bar.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record BarReport(Bar Bar, Figures Figures)
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What is demanded: what the bar asks for, and that every trial is scored.</summary>
    public IReadOnlyList<Demand> Demands { get; } = [Demand.AllScored(Bar.Trials), .. Bar.Demands];

    /// <summary>Whether all was reached.</summary>
    public bool Passed => Demands.All(demand => demand.IsReachedBy(Figures));

    /// <summary>The report as text.</summary>
    public string Text()
    {
        var run = Figures;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{Bar.Name}: {(Passed ? "pass" : "FAIL")}\n"
            + $"  trials {run.Trials}, scored {run.Scored}, sends {run.Sends}, went wrong {run.Failed}, "
            + $"refused {run.Refused} ({run.RefusedShare:P2})\n"
            + $"  {run.Seconds:0.00} s, bound {run.BoundSeconds:0.00} s, ratio {run.Ratio:0.000}, "
            + $"last request at {run.LastRequestSeconds:0.00} s, share of the quota {run.QuotaShare:P1}\n");
        return head + string.Concat(Demands.Select(Line));
    }

    /// <summary>Reports as JSON, in the order in which they were run.</summary>
    public static string Json(IEnumerable<BarReport> reports) => JsonSerializer.Serialize(
        reports.Select(report => new
        {
            Bar = report.Bar.Name,
            report.Passed,
            report.Figures,
            Demands = report.Demands.Select(demand => new
            {
                demand.What,
                Value = demand.Read(report.Figures),
                AtMost = demand.AtMost ? demand.Bound : (double?)null,
                AtLeast = demand.AtMost ? (double?)null : demand.Bound,
                Reached = demand.IsReachedBy(report.Figures),
            }),
        }),
        Layout);

    private string Line(Demand demand) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {(demand.IsReachedBy(Figures) ? "ok  " : "FAIL")} {demand.What}: {demand.Read(Figures):0.####} "
        + $"(at {(demand.AtMost ? "most" : "least")} {demand.Bound:0.####})\n");
}
