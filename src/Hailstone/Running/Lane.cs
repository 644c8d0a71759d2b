namespace Hailstone.Running;

/// <summary>The fresh trials of one target and one category of items, in the plan's order.</summary>
internal sealed class Lane
{
    private const double Newest = 0.1;

    private readonly List<int> _places = [];
    private int _next;

    /// <summary>How long answers to it take, in seconds; null before the first.</summary>
    public double? UsualSeconds { get; private set; }

    /// <summary>The place of its next trial; null where none is left.</summary>
    public int? NextPlace => _next < _places.Count ? _places[_next] : null;

    /// <summary>Adds a trial by its place, which must be behind those added before.</summary>
    public void Add(int place) => _places.Add(place);

    /// <summary>Takes the next trial.</summary>
    public void Take() => _next++;

    /// <summary>An answer took so long.</summary>
    public void Answered(double seconds) =>
        UsualSeconds = UsualSeconds is { } usual ? usual + Newest * (seconds - usual) : seconds;
}
