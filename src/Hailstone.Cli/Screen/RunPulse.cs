using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Reports;
using Hailstone.Running;
using Hailstone.Scoring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hailstone.Cli.Screen;

/// <summary>
/// What a person wants to know of a run while it goes: how far, how fast, how long still, what it waits for.
/// </summary>
internal sealed class RunPulse(Plan plan)
{
    private const int BarWidth = 24;
    private readonly Lock _gate = new();
    private readonly int[] _failed = new int[plan.Targets.Count];
    private readonly double[] _score = new double[plan.Targets.Count];
    private readonly int[] _scored = new int[plan.Targets.Count];
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, BudgetWarning> _warningOf = [];
    private RunStatus? _status;
    private BudgetWarning? _warning;
    private int? _endedAtStart;
    private decimal _costUsd;
    private int _rateLimited;

    /// <summary>Takes a fact in.</summary>
    public void Add(Fact fact)
    {
        lock (_gate)
        {
            switch (fact)
            {
                case AttemptEnded ended:
                    _costUsd += ended.CostUsd ?? 0;
                    if (ended.Status == 429)
                        _rateLimited++;
                    break;
                case RunResumed { RetriesFailed: true }:
                    Array.Clear(_failed);
                    break;
                case TrialEnded { Score: { } score } ended:
                    _score[TargetOf(ended)] += score;
                    _scored[TargetOf(ended)]++;
                    break;
                case TrialEnded { Outcome: Outcome.Failed } ended:
                    _failed[TargetOf(ended)]++;
                    break;
            }
        }
    }

    /// <summary>Takes the newest status in.</summary>
    public void Set(RunStatus status)
    {
        lock (_gate)
        {
            _status = status;
            _endedAtStart ??= status.Targets.Sum(target => target.Ended);
        }
    }

    /// <summary>Takes a warning in: it stays to be seen.</summary>
    public void Set(BudgetWarning warning)
    {
        lock (_gate)
        {
            if (warning.Target is { } target)
                _warningOf[target] = warning;
            else
                _warning = warning;
        }
    }

    /// <summary>A warning in a line.</summary>
    public static string Of(BudgetWarning warning) => warning.Target is { } target
        ? Text.Of(CliMessages.ProgressTargetBudget, 100 * warning.Share, warning.BudgetUsd, target)
        : Text.Of(CliMessages.ProgressBudget, 100 * warning.Share, warning.BudgetUsd);

    /// <summary>All of it in a line; null before the run began.</summary>
    public string? Line()
    {
        lock (_gate)
            return _status is { } status ? string.Join("; ", Summary(status).Concat(Waits(status))) : null;
    }

    /// <summary>All of it as a table.</summary>
    public IRenderable Table()
    {
        lock (_gate)
        {
            if (_status is not { } status)
                return new Spectre.Console.Text(CliMessages.ProgressStarting);
            var table = new Table().Border(TableBorder.None).HideHeaders()
                .AddColumns("target", "bar", "count", "score", "state");
            for (var index = 0; index < status.Targets.Count; index++)
                table.AddRow(Row(index, status.Targets[index]));
            var lines = new List<IRenderable> { table, Plain(string.Join("   ", Summary(status))) };
            lines.AddRange(Waits(status).Select(Plain));
            return new Rows(lines);
        }
    }

    private IRenderable[] Row(int index, TargetStatus target)
    {
        var filled = target.Trials == 0 ? BarWidth : (int)((long)BarWidth * target.Ended / target.Trials);
        var state = target.OutOfMoney ? CliMessages.ProgressOutOfMoney
            : target.StoppedBecause is not null ? CliMessages.ProgressStopped
            : target.Ended == target.Trials ? CliMessages.ProgressDone
            : Text.Of(CliMessages.ProgressInFlight, target.InFlight);
        if (target is { OutOfMoney: false } && _warningOf.GetValueOrDefault(target.Target) is { } warning)
            state += ", " + Text.Of(CliMessages.ProgressOwnBudget, 100 * warning.Share);
        if (_failed[index] > 0)
            state += ", " + Text.Of(CliMessages.ProgressFailed, _failed[index]);
        return
        [
            Plain(target.Target),
            Plain(new string('█', filled) + new string('░', BarWidth - filled)),
            Plain(Text.Of("{0}/{1}", target.Ended, target.Trials)),
            Plain(_scored[index] == 0 ? "" : Text.Of("{0:0.0} %", 100 * _score[index] / _scored[index])),
            Plain(state),
        ];
    }

    private IEnumerable<string> Summary(RunStatus status)
    {
        var ended = status.Targets.Sum(target => target.Ended);
        var trials = status.Targets.Sum(target => target.Trials);
        yield return Text.Of(CliMessages.ProgressEnded, ended, trials);
        var here = ended - (_endedAtStart ?? 0);
        if (here > 0 && status.Elapsed > TimeSpan.FromSeconds(1))
        {
            var rate = here / status.Elapsed.TotalSeconds;
            yield return Text.Of(CliMessages.ProgressRate, rate);
            if (ended < trials)
                yield return Text.Of(CliMessages.ProgressLeft, Short(TimeSpan.FromSeconds((trials - ended) / rate)));
        }

        yield return Text.Of(CliMessages.ProgressCost, _costUsd);
        if (_warning is { } warning)
            yield return Of(warning);
        if (status.Targets.Count(target => target.OutOfMoney) is var spent and > 0)
            yield return Text.Of(CliMessages.ProgressTargetsOutOfMoney, spent, status.Targets.Count);
        if (_rateLimited > 0)
            yield return Text.Of(CliMessages.ProgressRateLimited, _rateLimited);
        if (status.Stopping)
            yield return CliMessages.ProgressStopping;
    }

    // What is waited for goes without saying while answers come.
    private static IEnumerable<string> Waits(RunStatus status) => status.Waits
        .Where(wait => wait.Until > TimeSpan.FromMilliseconds(500))
        .Where(wait => wait.Kind is WaitKind.Outage or WaitKind.Quota || status.Silent > Silence)
        .Select(wait => Text.Of(
            wait.Kind switch
            {
                WaitKind.Outage => CliMessages.ProgressOutage,
                WaitKind.Quota => CliMessages.ProgressQuota,
                WaitKind.Answers => CliMessages.ProgressAnswers,
                _ => CliMessages.ProgressRetry,
            },
            wait.Pool,
            Short(wait.Until)));

    /// <summary>A time in the few letters that a line has room for.</summary>
    internal static string Short(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => Text.Of("{0}h{1:00}m", (int)time.TotalHours, time.Minutes),
        { TotalMinutes: >= 1 } => Text.Of("{0}m{1:00}s", time.Minutes, time.Seconds),
        _ => Text.Of("{0:0}s", Math.Ceiling(time.TotalSeconds)),
    };

    private static Spectre.Console.Text Plain(string text) => new(Inert.Terminal(text));

    private int TargetOf(TrialEnded ended) => plan.TrialOf(ended.Trial).Target;
}
