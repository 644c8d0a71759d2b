using System.Globalization;
using System.Text.Json;

namespace Hailstone.Catalogue;

/// <summary>
/// An object of the catalogue's own files, read member by member. These files are read whenever the program starts;
/// what the serializer builds to read each type takes it longer than all else that a short command does.
/// </summary>
/// <param name="of">The object. That it holds what its schema asks for, and no more, is for the tests to see.</param>
internal readonly struct CatalogueEntry(JsonElement of)
{
    /// <summary>A text; null where there is none.</summary>
    public string? Text(string name) => Has(name, out var value) ? value.GetString() : null;

    /// <summary>A text that must be there.</summary>
    public string Required(string name) => Text(name) ?? throw Missing(name);

    /// <summary>Texts; null where there are none.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        Has(name, out var value) ? [.. value.EnumerateArray().Select(text => text.GetString()!)] : null;

    /// <summary>A whole number; null where there is none.</summary>
    public long? Whole(string name) => Has(name, out var value) ? value.GetInt64() : null;

    /// <summary>A decimal number; null where there is none.</summary>
    public decimal? Number(string name) => Has(name, out var value) ? value.GetDecimal() : null;

    /// <summary>A decimal number that must be there.</summary>
    public decimal RequiredNumber(string name) => Number(name) ?? throw Missing(name);

    /// <summary>A day; null where there is none.</summary>
    public DateOnly? Day(string name) => Has(name, out var value)
        ? DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>A day that must be there.</summary>
    public DateOnly RequiredDay(string name) => Day(name) ?? throw Missing(name);

    /// <summary>Whether something holds.</summary>
    /// <param name="name">The member.</param>
    /// <param name="unsaid">What is meant where the file is silent.</param>
    public bool Flag(string name, bool unsaid = false) => Has(name, out var value) ? value.GetBoolean() : unsaid;

    /// <summary>A member of an enumeration by its name in snake case; null where there is none.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum =>
        Text(name)?.Replace("_", "", StringComparison.Ordinal) is { } word
            ? Enum.Parse<T>(word, ignoreCase: true)
            : null;

    /// <summary>An object; null where there is none.</summary>
    public T? Object<T>(string name, Func<CatalogueEntry, T> read)
        where T : class => Has(name, out var value) ? read(new CatalogueEntry(value)) : null;

    /// <summary>Objects; null where there are none.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, Func<CatalogueEntry, T> read) =>
        Has(name, out var value) ? [.. value.EnumerateArray().Select(one => read(new CatalogueEntry(one)))] : null;

    /// <summary>Values by name; null where there are none.</summary>
    public IReadOnlyDictionary<string, T>? Map<T>(string name, Func<JsonElement, T> read) => Has(name, out var value)
        ? value.EnumerateObject().ToDictionary(one => one.Name, one => read(one.Value), StringComparer.Ordinal)
        : null;

    private static InvalidDataException Missing(string name) => new($"The catalogue lacks '{name}'.");

    private bool Has(string name, out JsonElement value) =>
        of.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
