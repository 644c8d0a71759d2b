using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hailstone.Catalogue;

/// <summary>Reads profiles, each of which may say only what differs from another.</summary>
internal static class ProfileFile
{
    /// <summary>The profiles of a file by name.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">A profile is like one that does not stand above it.</exception>
    public static IReadOnlyDictionary<string, RequestProfile> Read(JsonObject file)
    {
        var whole = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, written) in file["profiles"]!.AsObject())
            whole.Add(name, Whole(name, written!.AsObject(), whole));
        return whole.ToDictionary(
            profile => profile.Key,
            profile => CatalogueReader.Profile(new CatalogueEntry(JsonElement.Parse(profile.Value.ToJsonString()))),
            StringComparer.Ordinal);
    }

    private static JsonObject Whole(string name, JsonObject written, Dictionary<string, JsonObject> above)
    {
        var profile = new JsonObject();
        if (written["like"]?.GetValue<string>() is { } like)
        {
            if (!above.TryGetValue(like, out var parent))
                throw new InvalidDataException($"The profile '{name}' is like '{like}', which is not above it.");
            profile = parent.DeepClone().AsObject();
            profile.Remove("note");
        }
        Patch(profile, written);
        profile.Remove("like");
        profile["name"] = name;
        return profile;
    }

    /// <summary>A merge patch (RFC 7396): objects are merged, null removes, all else replaces.</summary>
    private static void Patch(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject old)
                Patch(old, inner);
            else
                target[name] = value.DeepClone();
        }
    }
}
