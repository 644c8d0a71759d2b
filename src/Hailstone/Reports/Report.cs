using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>All that a run has to tell, computed from its facts and from nothing else.</summary>
public sealed record Report
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The suite's content hash.</summary>
    public required string SuiteHash { get; init; }

    /// <summary>Whether the simulator in the process answered.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Whether the simulator had answers of the suite to give; else simulated scores mean nothing.</summary>
    public required bool SimulatedAnswers { get; init; }

    /// <summary>By which rules it was paced, in turn where it went on with others; empty where not known.</summary>
    public IReadOnlyList<PolicyFact> Policies { get; init; } = [];

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it stopped last; null while it goes on, or where it died.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it stopped last; null while it goes on, or where it died.</summary>
    public EndReason? EndedBecause { get; init; }

    /// <summary>When to go on, where it waits for a quota; null elsewhere, or where nobody knows.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>Counts and times of the whole run.</summary>
    public required Totals Totals { get; init; }

    /// <summary>The cost of every attempt, whatever it was for.</summary>
    public required Cost Cost { get; init; }

    /// <summary>The date of the price table.</summary>
    public required DateOnly PriceDate { get; init; }

    /// <summary>The targets, in the order of the suite.</summary>
    public required IReadOnlyList<TargetReport> Targets { get; init; }

    /// <summary>The groups of targets, in the order of the suite.</summary>
    public required IReadOnlyList<GroupReport> Groups { get; init; }

    /// <summary>What failed, the most lost trials first.</summary>
    public required IReadOnlyList<FailureReport> Failures { get; init; }

    /// <summary>What the result must hold; <see cref="GateCheck"/> says whether it does.</summary>
    public required IReadOnlyList<GateFact> Gates { get; init; }

    /// <summary>Every trial, in the order of the plan's indexes.</summary>
    public required IReadOnlyList<TrialReport> Trials { get; init; }

    /// <summary>Computes the report of a run, of any part of it from its first fact on.</summary>
    /// <param name="facts">The facts, in the order in which they were appended.</param>
    /// <param name="answer">The text of an attempt's answer, or null where none was kept; default: none was.</param>
    /// <exception cref="ArgumentException">There is no <see cref="RunStarted"/> among the facts.</exception>
    public static Report Fold(IEnumerable<Fact> facts, Func<int, string?>? answer = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var fold = new ReportFold();
        foreach (var fact in facts)
            fold.Add(fact);
        return fold.HasStarted
            ? fold.Snapshot(answer)
            : throw new ArgumentException("No run starts among the facts.", nameof(facts));
    }
}
