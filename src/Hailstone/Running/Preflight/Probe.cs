using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running.Preflight;

/// <summary>The tiny question of a preflight: all that a trial sends, but for the trial's own words.</summary>
internal static class Probe
{
    // A thinking model answers it within seconds; who does not is asked by the run all the same.
    private static readonly PhaseLimits Limits = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    /// <summary>The question as an item.</summary>
    /// <param name="plan">The plan whose items it stands for.</param>
    public static Item ItemOf(Plan plan) => new()
    {
        Id = "preflight",
        // The word JSON must stand in a question that asks for JSON, or OpenAI refuses it.
        Prompt = """This only checks the connection. Answer with the JSON {"ok":true} and nothing else.""",
        System = plan.Items.Any(item => item.System is not null) ? "Answer briefly." : null,
        Place = new Place(plan.Suite.Path),
        Expectations = [],
    };

    /// <summary>The question as it is put to a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="item">The question.</param>
    public static Ask AskOf(PlannedTarget target, Item item) => new()
    {
        Model = target.Model.WireId,
        System = item.System,
        Prompt = item.Prompt,
        Settings = target.Settings,
        Limits = Limits,
    };

    /// <summary>The trial whose target a call of the preflight belongs to: the target's first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="target">The target's index.</param>
    public static int TrialOf(Plan plan, int target) => target * plan.Repeats;
}
