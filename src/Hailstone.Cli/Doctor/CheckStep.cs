namespace Hailstone.Cli.Doctor;

/// <summary>One step on the way to an answer.</summary>
/// <param name="Name">A stable name: <c>key</c>, <c>dns</c>, <c>tcp</c>, <c>tls</c>, <c>http</c>, <c>account</c>,
/// <c>clock</c>, <c>ledger</c>.</param>
/// <param name="Detail">What was seen, one line.</param>
/// <param name="Fault">A stable name of what is wrong; null where all is well.</param>
/// <param name="Mend">What to do about it; empty where there is nothing to do.</param>
internal sealed record CheckStep(string Name, string Detail, string? Fault = null, string Mend = "");
