namespace Hailstone.Suites;

/// <summary>Something wrong in what a person wrote: where, why, and what to do.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Code">
/// A stable name of the kind of problem, the same in every language: <c>suite.unknown-key</c>.
/// </param>
/// <param name="Message">Why it is wrong, one sentence in the person's language.</param>
/// <param name="Mend">What to do about it, one sentence in the person's language.</param>
public sealed record Problem(Place Place, string Code, string Message, string Mend);
