using System.Text.Json;

namespace Hailstone.Reports;

/// <summary>Writes how groups stand, and targets in groups and categories.</summary>
internal static class JsonStandings
{
    /// <summary>Writes the groups, in the order of the suite.</summary>
    public static void WriteGroups(Utf8JsonWriter json, Report report)
    {
        var standings = Standings.Of(report.Groups, group => group.Completed).ToDictionary(standing => standing.Who);
        JsonReport.WriteAll(json, "groups", report.Groups, (to, group) =>
        {
            to.WriteStartObject();
            to.WriteString("group", group.Group);
            Write(to, standings[group]);
            to.WriteNumber("targets", group.Targets);
            JsonReport.Write(to, group.Score);
            JsonReport.Write(to, group.Completed, "completed");
            JsonReport.WriteUsd(to, "cost_usd", group.Cost.UsdKnown);
            to.WriteString("best", group.Best);
            JsonReport.WriteAll(to, "ranking", Standings.Within(group, report), (list, member) =>
                Write(list, member.Who.Target, member));
            to.WriteEndObject();
        });
    }

    /// <summary>Writes the categories, in the order of the items; their figures stand with each target.</summary>
    public static void WriteCategories(Utf8JsonWriter json, Report report) =>
        JsonReport.WriteAll(json, "categories", CategoryStanding.Of(report), (to, category) =>
        {
            to.WriteStartObject();
            to.WriteString("category", category.Category);
            to.WriteString("best", category.Best?.Target);
            to.WriteString("cheapest", category.Cheapest?.Target);
            JsonReport.WriteAll(to, "ranking", category.Standings, (list, standing) =>
                Write(list, standing.Who.Target, standing));
            to.WriteEndObject();
        });

    private static void Write<T>(Utf8JsonWriter json, string target, Standing<T> standing)
    {
        json.WriteStartObject();
        json.WriteString("target", target);
        Write(json, standing);
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, Standing<T> standing)
    {
        JsonReport.WriteNumber(json, "rank", standing.Rank);
        json.WriteBoolean("reaches_best", standing.ReachesBest);
    }
}
