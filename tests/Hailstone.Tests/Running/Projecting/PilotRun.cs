using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Running;
using Hailstone.Running.Projecting;
using Hailstone.Suites;
using Hailstone.Tests.Simulation;

namespace Hailstone.Tests.Running.Projecting;

/// <summary>
/// A run on virtual time whose answers are as long as chance has it, with what was projected on the way and what came.
/// </summary>
internal sealed class PilotRun : IRunWatcher
{
    private static readonly Place Anywhere = new("suite.yaml", 1, 1);

    private readonly Projector _projector;
    private readonly SortedSet<int> _at;
    private readonly List<(Projection Projection, TimeSpan At)> _seen = [];

    private PilotRun(Plan plan, IEnumerable<int> at)
    {
        _projector = new Projector(plan, new ItemTokens(plan.Items));
        _at = [.. at];
    }

    /// <summary>What was projected when so many answers were there to go by, and when.</summary>
    public IReadOnlyList<(Projection Projection, TimeSpan At)> Seen => _seen;

    /// <summary>What it cost in the end.</summary>
    public decimal Usd { get; private set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Its facts.</summary>
    public IReadOnlyList<Fact> Facts { get; private set; } = [];

    /// <summary>What was projected at the end.</summary>
    public Projection Last => _projector.Now()!;

    /// <summary>Runs one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="weather">How its answers come.</param>
    /// <param name="at">With how many answers to go by to project.</param>
    public static PilotRun Of(Plan plan, PilotWeather weather, params IEnumerable<int> at)
    {
        var pilot = new PilotRun(plan, at);
        var run = new VirtualRun(
            plan,
            new RunSettings { Seed = weather.Seed, InFlight = weather.InFlight },
            call => weather.Answer(plan, call))
        {
            Watcher = pilot,
        };
        run.Run();
        pilot.Usd = run.Facts.OfType<AttemptEnded>().Sum(ended => ended.CostUsd ?? 0);
        pilot.Took = run.Now;
        pilot.Facts = run.Facts;
        return pilot;
    }

    /// <summary>A plan of questions of many lengths.</summary>
    public static Plan Plan(
        int items, int seed, QuotaSettings? limits = null, BudgetSettings? budget = null, params string[] models)
    {
        var like = Plans.Of(items, budget, null, models).Suite;
        return Plans.Made(like with
        {
            Targets = [.. like.Targets.Select(target => target with
            {
                Parameters = new Parameters { MaxOutputTokens = 4000 },
            })],
            Providers = limits is null
                ? like.Providers
                : models.Select(model => model.StartsWith("claude", StringComparison.Ordinal) ? "anthropic" : "openai")
                    .Distinct()
                    .ToDictionary(id => id, _ => new ProviderSettings { Limits = limits, Place = Anywhere }),
            Items = [.. like.Items.Select((item, index) => item with
            {
                Prompt = string.Join(' ', Enumerable.Repeat("How many stones are there?", 1 + (index * 7 % 40))),
                Category = index % 3 == 0 ? "long" : "short",
            })],
            Seed = seed,
        });
    }

    public void Kept(Fact fact) => _projector.Add(fact);

    public void Moved(RunStatus status)
    {
        _projector.Set(status);
        while (_at.Count > 0 && _at.Min <= _projector.LeastSeen)
        {
            _at.Remove(_at.Min);
            _seen.Add((_projector.Now()!, status.Elapsed));
        }
    }
}

/// <summary>How answers come: log-normal lengths, times by length, and now and then a failure.</summary>
internal sealed record PilotWeather(int Seed)
{
    /// <summary>How unequal the lengths are: the deviation of their logarithms.</summary>
    public double Sigma { get; init; } = 0.5;

    /// <summary>How much longer answers of the category <c>long</c> are.</summary>
    public double LongFactor { get; init; } = 3;

    /// <summary>How many tokens the vendor counts for each of o200k_base.</summary>
    public double InputFactor { get; init; } = 1.2;

    /// <summary>The share of calls that are cut off, and billed.</summary>
    public double Cut { get; init; } = 0.02;

    public int? InFlight { get; init; }

    public VirtualReply Answer(Plan plan, VirtualCall call)
    {
        var chance = new LightChance(Seed, call.Trial, call.Attempt);
        var item = plan.Items[plan.TrialOf(call.Trial).Item];
        var output = Math.Clamp(
            200 * Math.Exp(Sigma * chance.NextNormal()) * (item.Category == "long" ? LongFactor : 1), 1, 4000);
        if (chance.Next() < Cut)
            return Of(Replies.Cut());
        var usage = new Usage
        {
            Input = (long)(InputFactor * TokenCounter.Count(item.Prompt, TokenizerKind.O200kBase)),
            CacheRead = 0,
            Output = (long)output,
        };
        return Of(Replies.Answer(usage, TimeSpan.FromSeconds(0.5 + (output / 100))));
    }

    private static VirtualReply Of(Reply reply) => new(reply.Exchange, reply.ToHead, reply.ToEnd);
}
