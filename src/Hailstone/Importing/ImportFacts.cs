using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Importing;

/// <summary>Tells results that were made elsewhere as the facts of one complete run.</summary>
/// <remarks>
/// When an attempt began is not known, so that no fact says it and no time of the run is shown. What a file holds of an
/// exchange (cost, time, tokens, an answer) is the end of one attempt; a trial of which it holds none has no attempt.
/// </remarks>
internal sealed class ImportFacts(ImportGrid grid, string path, string hash)
{
    private const int LineLength = 300;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public ImportResult Make(string run, string version, DateTimeOffset at)
    {
        var facts = new List<Fact> { Start(run, version, at) };
        var answers = new List<Body>();
        var attempts = 0;
        foreach (var (index, trial) in grid.Trials)
        {
            int? attempt = HasExchange(trial) ? ++attempts : null;
            if (attempt is { } number)
                facts.Add(Exchange(trial, index, number, at));
            if (attempt is { } answered && trial.Answer is { } text)
                answers.Add(new Body(answered, BodyKind.Answer, text));
            facts.Add(new TrialEnded
            {
                At = at,
                Trial = index,
                Outcome = trial.Outcome,
                Score = trial.Score,
                Attempt = attempt,
                Confidence = trial.Confidence,
                Explain = Line(trial.Explain) ?? "imported",
            });
        }

        facts.Add(new RunEnded { At = at, Because = EndReason.Complete });
        return new ImportResult.Valid(facts, answers, grid.Trials.Count);
    }

    private static bool HasExchange(ImportedTrial trial) =>
        trial is not { CostUsd: null, Latency: null, Answer: null, InputTokens: null, OutputTokens: null };

    private static AttemptEnded Exchange(ImportedTrial trial, int index, int number, DateTimeOffset at) => new()
    {
        At = at,
        Attempt = number,
        Trial = index,
        Failure = trial.Outcome == Outcome.Failed ? "failed" : null,
        Message = trial.Outcome == Outcome.Failed ? Line(trial.Explain) : null,
        Model = trial.Model,
        Usage = trial is { InputTokens: null, OutputTokens: null }
            ? null
            : new Usage { Input = trial.InputTokens, Output = trial.OutputTokens },
        CostUsd = trial.CostUsd,
        // Who wrote the file reckoned; what the provider would have said is not known.
        CostStatus = trial.CostUsd is null ? CostStatus.Unknown : CostStatus.Estimated,
        Stamps = trial.Latency is { } latency ? new Stamps { Closed = latency } : null,
    };

    private static string? Line(string? text)
    {
        var line = text?.ReplaceLineEndings(" ").Trim();
        return line is { Length: > LineLength } ? string.Concat(line.AsSpan(0, LineLength - 1), "…") : line;
    }

    private RunStarted Start(string run, string version, DateTimeOffset at) => new()
    {
        At = at,
        Run = run,
        Version = version,
        Suite = Path.GetFileNameWithoutExtension(path),
        SuiteHash = hash,
        SuitePath = path,
        Plan = hash,
        Options = new RunOptions { Imported = true },
        Items = [.. grid.Items.Select(trial => new ItemFact(trial.Item, trial.Category, trial.Cluster))],
        Targets = [.. grid.Targets.Select(trial => new TargetFact
        {
            Id = trial.Target,
            Model = trial.Model ?? trial.Target,
            WireId = trial.Model ?? trial.Target,
            Group = trial.Provider ?? "imported",
            Provider = trial.Provider ?? "imported",
            Dialect = "imported",
            Asked = Nothing,
            Sent = Nothing,
        })],
        Repeats = grid.Repeats,
        Seed = 0,
        PriceDate = DateOnly.FromDateTime(at.UtcDateTime),
    };
}
