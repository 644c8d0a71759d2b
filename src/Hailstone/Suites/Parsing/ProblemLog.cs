namespace Hailstone.Suites.Parsing;

/// <summary>Gathers what is wrong with a suite, so that a person hears all of it at once.</summary>
internal sealed class ProblemLog(string file)
{
    /// <summary>The most problems that are kept: nobody reads more.</summary>
    private const int Most = 200;

    /// <summary>The most problems of one kind that rows of data give, before they are only counted.</summary>
    private const int MostAlike = 3;

    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, (Place First, int Count)> _alike = [];
    private int _unkept;

    /// <summary>How many there are.</summary>
    public int Count => _problems.Count + _unkept;

    /// <summary>Whether more are only counted.</summary>
    public bool IsFull => _problems.Count >= Most;

    /// <summary>Where a piece of the suite file stands.</summary>
    public Place At(Written written) => new(file, written.Line, written.Column);

    public void Add(Written at, string code, string message, string mend) => Add(At(at), code, message, mend);

    public void Add(Place at, string code, string message, string mend)
    {
        if (_problems.Count < Most)
            _problems.Add(new Problem(at, code, message, mend));
        else
            _unkept++;
    }

    /// <summary>Adds a problem that many rows may have: the first few are told, the rest are counted.</summary>
    /// <param name="kind">What they have in common.</param>
    /// <param name="at">Where this one stands.</param>
    /// <param name="code">The code.</param>
    /// <param name="message">The message.</param>
    /// <param name="mend">The mend.</param>
    public void AddAlike(string kind, Place at, string code, string message, string mend)
    {
        var (first, count) = _alike.GetValueOrDefault(kind, (at, 0));
        _alike[kind] = (first, count + 1);
        if (count < MostAlike)
            Add(at, code, message, mend);
    }

    /// <summary>All problems in the order of the files, the suite file first.</summary>
    public IReadOnlyList<Problem> InOrder()
    {
        var counted = _alike.Values
            .Where(kind => kind.Count > MostAlike)
            .Select(kind => new Problem(
                new Place(kind.First.File),
                "suite.more",
                Phrase.Of(SuiteMessages.MoreAlike, kind.Count - MostAlike, kind.First.ToString()),
                SuiteMessages.MoreMend));

        var unkept = _unkept == 0
            ? Enumerable.Empty<Problem>()
            : [new Problem(
                new Place(file), "suite.more", Phrase.Of(SuiteMessages.More, _unkept), SuiteMessages.MoreMend)];

        return
        [
            .. _problems
                .Concat(counted)
                .OrderBy(problem => problem.Place.File == file ? 0 : 1)
                .ThenBy(problem => problem.Place.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Place.Line ?? int.MaxValue)
                .ThenBy(problem => problem.Place.Column ?? int.MaxValue),
            .. unkept,
        ];
    }
}
