using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Planning;

/// <summary>Makes plans.</summary>
public static class Planner
{
    private const int RetirementNoticeDays = 45;
    private const int ReasoningRoomTokens = 1024;

    /// <summary>Makes a plan: pure, the same for the same inputs.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="options">What the command line adds.</param>
    /// <returns>The plan, or every problem at once.</returns>
    public static PlanResult Make(Suite suite, ModelCatalogue catalogue, PlanOptions options)
    {
        var problems = new List<Problem>();
        var targets = new List<PlannedTarget>();
        foreach (var target in suite.Targets)
        {
            switch (catalogue.Resolve(target.Model, suite.Providers))
            {
                case Resolution.Found found:
                    targets.Add(Plan(target, found.Model, catalogue, options) with
                    {
                        HasBudget = (suite.Budget?.Usd ?? target.BudgetUsd) is not null,
                    });
                    break;
                case Resolution.Unknown unknown:
                    problems.Add(PlanProblems.UnknownModel(target, unknown.Nearest));
                    break;
                case Resolution.UnknownProvider unknown:
                    problems.Add(PlanProblems.UnknownProvider(target, unknown));
                    break;
            }
        }

        problems.AddRange(targets.Select(PlanProblems.OfBudget).OfType<Problem>());
        if (problems.Count > 0)
            return new PlanResult.Invalid(problems);

        var items = Limit(suite, options.Limit);
        if ((long)items.Count * targets.Count * suite.Repeats > int.MaxValue)
            return new PlanResult.Invalid([PlanProblems.TooManyTrials(suite)]);
        return new PlanResult.Valid(new Plan
        {
            Id = IdOf(suite, targets, items.Count),
            Suite = suite,
            Targets = targets,
            Items = items,
            Repeats = suite.Repeats,
            Seed = suite.Seed,
        });
    }

    private static PlannedTarget Plan(
        Target target, ResolvedModel model, ModelCatalogue catalogue, PlanOptions options)
    {
        var kin = model.Fact is { Replacement: null } ending ? catalogue.NewestKin(ending, options.Today) : null;
        var applied = model.Profile.Apply(target.Parameters, model.Dialect, model.Fact);
        var warnings = new List<Problem>();
        Problem? refused = null;
        if (model.OldSpelling || model.Fact?.IsRetiredOn(options.Today) == true)
        {
            var retired = PlanProblems.Retired(target, model.Fact, kin);
            if (options.Simulated)
                warnings.Add(retired);
            else
                refused = retired;
        }
        else if (model.Fact is { RetirementKind: RetirementKind.Fixed, Retires: { } retires } fact
            && retires.DayNumber - options.Today.DayNumber <= RetirementNoticeDays)
        {
            warnings.Add(PlanProblems.RetiresSoon(target, fact, kin, retires.DayNumber - options.Today.DayNumber));
        }

        if (applied.Refused.Count > 0 && target.Parameters.OnUnsupported == OnUnsupported.Error)
            refused ??= PlanProblems.Refused(target, applied.Refused);
        if (model.Profile.Reasons && target.Parameters.MaxOutputTokens < ReasoningRoomTokens)
            warnings.Add(PlanProblems.NoRoomForAnswer(target));

        return new PlannedTarget
        {
            Target = target,
            Model = model,
            Settings = applied.Settings,
            Successor = model.Fact?.Retires is null ? null : model.Fact.Replacement ?? kin?.Id,
            Price = model.Fact?.PriceOn(options.Today),
            Refused = refused,
            Warnings = warnings,
        };
    }

    private static IReadOnlyList<Item> Limit(Suite suite, int? limit)
    {
        if (limit is not { } count || count >= suite.Items.Count)
            return suite.Items;
        return [.. Enumerable.Range(0, count)
            .Select(place => (int)Permutation.At(place, suite.Items.Count, suite.Seed))
            .Order()
            .Select(index => suite.Items[index])];
    }

    private static string IdOf(Suite suite, List<PlannedTarget> targets, int items)
    {
        var text = new StringBuilder();
        text.Append(suite.Hash).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{suite.Seed} {suite.Repeats} {items}\n");
        foreach (var target in targets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{target.Target.Id}\n{target.Model.Provider.Id}\n")
                .Append(CultureInfo.InvariantCulture, $"{target.Model.WireId}\n{target.Settings.Dialect}\n")
                .Append(CultureInfo.InvariantCulture, $"{target.Settings.InstructionRole}\n");
            foreach (var (name, value) in target.Settings.Fields)
                text.Append(CultureInfo.InvariantCulture, $"\"{JsonEncodedText.Encode(name)}\"{value.GetRawText()}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>What the command line adds to a plan.</summary>
public sealed record PlanOptions
{
    /// <summary>Only the first so many items of the seeded order; null takes all.</summary>
    public int? Limit { get; init; }

    /// <summary>The day whose prices and retirements hold.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Whether the simulator answers: then retirement only warns.</summary>
    public bool Simulated { get; init; }
}

/// <summary>What planning gives: a plan, or every problem at once.</summary>
public abstract record PlanResult
{
    private PlanResult()
    {
    }

    /// <summary>The plan can be run (some of its targets may be refused).</summary>
    /// <param name="Plan">The plan.</param>
    public sealed record Valid(Plan Plan) : PlanResult;

    /// <summary>The suite cannot be planned.</summary>
    /// <param name="Problems">All that is wrong; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : PlanResult;
}
