using System.Text.Json;
using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>Writes what a report says of one target.</summary>
internal static class JsonTargets
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, TargetReport target)
    {
        json.WriteStartObject();
        json.WriteString("target", target.Target);
        json.WriteString("model", target.Model);
        json.WriteString("group", target.Group);
        json.WriteString("provider", target.Provider);
        json.WriteString("refused_because", target.RefusedBecause);
        json.WriteString("mend", target.Mend);
        json.WriteBoolean("out_of_money", target.OutOfMoney);
        JsonReport.WriteAll(json, "omitted", target.Omitted, (to, name) => to.WriteStringValue(name));
        json.WriteString("dialect", target.Dialect);
        json.WriteString("amended", target.Amended);
        json.WriteNumber("trials", target.Outcomes.Total);
        JsonReport.Write(json, target.Score);
        JsonReport.Write(json, target.Completed, "completed");
        JsonReport.WriteNumber(json, "of_all", target.OfAll);
        JsonReport.WriteNumber(json, "of_completed", target.OfCompleted);
        WriteBounds(json, target);
        json.WriteStartObject("outcomes");
        JsonReport.WriteCounts(json, target.Outcomes);
        json.WriteEndObject();
        Write(json, target.Lost);
        JsonReport.WriteAll(json, "by_category", target.Categories, Write);
        Write(json, target.Latency);
        Write(json, target.Tokens);
        JsonReport.WriteUsd(json, "cost_usd", target.Cost.UsdKnown);
        json.WriteNumber("attempts_of_unknown_cost", target.Cost.AttemptsOfUnknownCost);
        JsonReport.WriteUsd(json, "cost_per_correct_usd", target.CostPerCorrectUsd);
        JsonReport.WriteNumber(json, "efficiency", target.Efficiency);
        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, TargetReport target)
    {
        if (target is not { OfAll: { } low, OfAllAtMost: { } high })
        {
            json.WriteNull("bounds");
            return;
        }

        json.WriteStartArray("bounds");
        json.WriteNumberValue(low);
        json.WriteNumberValue(high);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LostPoints lost)
    {
        json.WriteStartObject("lost");
        JsonReport.WriteNumber(json, "points", Rounded(lost.Total));
        JsonReport.WriteNumber(json, "wrong", Rounded(lost.Wrong));
        json.WriteString("mostly", lost.Mostly is { } outcome ? FactJson.WordOf(outcome) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CategoryReport category)
    {
        json.WriteStartObject();
        json.WriteString("category", category.Category);
        JsonReport.Write(json, category.Score);
        JsonReport.Write(json, category.Completed, "completed");
        JsonReport.WriteUsd(json, "cost_usd", category.Cost.UsdKnown);
        JsonReport.WriteUsd(json, "cost_per_trial_usd", category.CostPerTrialUsd);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LatencyReport latency)
    {
        json.WriteStartObject("latency_ms");
        Write(json, "first_token", latency.FirstToken);
        Write(json, "whole", latency.Whole);
        Write(json, "wait", latency.Wait);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Quantiles quantiles)
    {
        json.WriteStartObject(name);
        JsonReport.WriteNumber(json, "p50", Whole(quantiles.P50));
        JsonReport.WriteNumber(json, "p95", Whole(quantiles.P95));
        JsonReport.WriteNumber(json, "p99", Whole(quantiles.P99));
        json.WriteNumber("n", quantiles.N);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TokenTotals tokens)
    {
        json.WriteStartObject("tokens");
        Write(json, "input", tokens.Input);
        Write(json, "cached", tokens.Cached);
        Write(json, "output", tokens.Output);
        Write(json, "reasoning", tokens.Reasoning);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static double Rounded(double points) => Math.Round(points, 9, MidpointRounding.AwayFromZero);

    private static double? Whole(double? milliseconds) =>
        milliseconds is { } value ? Math.Round(value, MidpointRounding.AwayFromZero) : null;
}
