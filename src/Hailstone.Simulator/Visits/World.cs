using System.Security.Cryptography;
using System.Text;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Faults;
using Hailstone.Simulator.Quotas;
using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Visits;

/// <summary>What one visit leaves behind for the next: buckets and counts; and the options, made ready.</summary>
internal sealed class World
{
    private static readonly DateTimeOffset FirstInstant = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HashSet<string> _keyHashes;
    private readonly List<(OutageOptions Options, Fault Fault)> _outages;
    private readonly List<(FaultOptions Options, Fault Fault)> _faults;

    public World(SimulatorOptions options)
    {
        OptionsCheck.ThrowIfInvalid(options);
        Options = options;
        StartedAt = options.StartedAt ?? FirstInstant;
        Pools = new PoolTable(options, StartedAt.UtcDateTime.TimeOfDay);
        Slots = options.InFlight is { } inFlight ? new Slots(inFlight) : null;
        _keyHashes = options.Keys.Select(Hash).ToHashSet(StringComparer.Ordinal);
        _outages = [.. options.Outages.Select(outage => (outage, FaultTable.Find(outage.Fault)!))];
        _faults = [.. options.Faults.Select(fault => (fault, FaultTable.Find(fault.Name)!))];
    }

    public SimulatorOptions Options { get; }

    public DateTimeOffset StartedAt { get; }

    public PoolTable Pools { get; }

    /// <summary>The places of a server that answers so many at a time, or null.</summary>
    public Slots? Slots { get; }

    /// <summary>How often each request came.</summary>
    public Counts Arrivals { get; } = new();

    /// <summary>How often each request passed the quota: faults hang on it, so waiting does not change them.</summary>
    public Counts Admissions { get; } = new();

    /// <summary>How often each question was answered: answers hang on it, so faults do not change them.</summary>
    public Counts Answers { get; } = new();

    /// <summary>Whose way of counting and refusing holds for a dialect.</summary>
    public Vendor VendorOf(IDialect dialect) => Options.Vendor ?? dialect.Vendor;

    /// <summary>Whether a key is accepted.</summary>
    public bool Accepts(string? key) => _keyHashes.Count == 0 || key is not null && _keyHashes.Contains(Hash(key));

    /// <summary>A model, or null where it does not exist.</summary>
    public ModelOptions? Model(string id) =>
        Options.Models is not { } models ? Options.AnyModel
            : models.GetValueOrDefault(id) ?? (Options.AnyOther ? Options.AnyModel : null);

    /// <summary>The outage of an instant, or null.</summary>
    public Fault? Outage(TimeSpan now) => _outages
        .Find(outage => now >= outage.Options.From && now - outage.Options.From < outage.Options.Length)
        .Fault;

    /// <summary>The fault of a model at an even draw between 0 and 1, or null.</summary>
    public Fault? Fault(string model, double draw)
    {
        foreach (var (options, fault) in _faults)
            if ((options.Model is null || options.Model == model) && (draw -= options.Probability) < 0)
                return fault;
        return null;
    }

    /// <summary>A key is known by its hash alone.</summary>
    public static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
