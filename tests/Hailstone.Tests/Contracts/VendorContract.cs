using System.Collections.Concurrent;
using Hailstone.Tests.Tidy;
using NJsonSchema;

namespace Hailstone.Tests.Contracts;

/// <summary>What a vendor says its wire looks like: a JSON Schema with its source and date in it.</summary>
internal sealed class VendorContract
{
    private static readonly ConcurrentDictionary<string, VendorContract> Read = [];
    private readonly JsonSchema _schema;

    private VendorContract(string name) => _schema = JsonSchema
        .FromJsonAsync(File.ReadAllText(Path.Combine(Folder, name + ".schema.json"))).GetAwaiter().GetResult();

    /// <summary>Where the contracts lie.</summary>
    public static string Folder { get; } = RepositoryRoot.Of("tests", "Hailstone.Tests", "Contracts", "Vendor");

    /// <summary>The names of all contracts.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.schema.json")
            .Select(path => Path.GetFileName(path).Replace(".schema.json", "", StringComparison.Ordinal)).Order(),
    ];

    /// <summary>A contract by its name.</summary>
    /// <param name="name">The file's name without <c>.schema.json</c>.</param>
    public static VendorContract Named(string name) => Read.GetOrAdd(name, key => new VendorContract(key));

    /// <summary>What of a document is not as the vendor says.</summary>
    /// <param name="json">The document.</param>
    public IReadOnlyList<string> Problems(string json) => [.. _schema.Validate(json).Select(error => error.ToString())];
}
