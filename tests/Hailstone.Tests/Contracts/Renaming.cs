using System.Text.Json.Nodes;

namespace Hailstone.Tests.Contracts;

/// <summary>A document in which one field has another name.</summary>
/// <param name="Path">Which.</param>
/// <param name="Json">The document.</param>
internal sealed record Renaming(string Path, string Json)
{
    /// <summary>The document with each of its fields renamed in turn.</summary>
    /// <param name="json">The document.</param>
    /// <param name="except">A field whose content is not the vendor's business.</param>
    public static IEnumerable<Renaming> Of(string json, string? except = null) =>
        Paths(JsonNode.Parse(json)!, except).ToList().Select(path => Renamed(json, path));

    private static IEnumerable<string> Paths(JsonNode node, string? except) => node switch
    {
        JsonObject fields => fields.SelectMany(field =>
            field.Value is null || field.Key == except
                ? [PathOf(fields, field.Key)]
                : Paths(field.Value, except).Prepend(PathOf(fields, field.Key))),
        JsonArray elements => elements.OfType<JsonNode>().SelectMany(element => Paths(element, except)),
        _ => [],
    };

    private static string PathOf(JsonObject home, string name) => home.GetPath() + "." + name;

    private static Renaming Renamed(string json, string path)
    {
        var root = JsonNode.Parse(json)!;
        var cut = path.LastIndexOf('.');
        var home = All(root).First(candidate => candidate.GetPath() == path[..cut]);
        var name = path[(cut + 1)..];
        var value = home[name]?.DeepClone();
        home.Remove(name);
        home[name + "_"] = value;
        return new Renaming(path, root.ToJsonString());
    }

    private static IEnumerable<JsonObject> All(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(All).Prepend(fields),
        JsonArray elements => elements.OfType<JsonNode>().SelectMany(All),
        _ => [],
    };
}
