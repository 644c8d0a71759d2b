using System.Globalization;
using Hailstone.Ledger;

namespace Hailstone.Running;

/// <content>A target whose own money is spent stops by itself, and the others run on.</content>
internal sealed partial class RunState
{
    // While something of it is out, that may turn out to cost less than was set aside. Trials get no end: like those of
    // a run whose money is spent they wait for more of it.
    private void RunShort(Step step, TargetQueue target, decimal? worstUsd, DateTimeOffset at)
    {
        if (target.InFlight > 0)
        {
            target.IsShort = true;
            return;
        }

        var money = _purse.OfTarget(target.Target)!;
        Keep(step, new TargetStopped
        {
            At = at,
            Target = target.Target,
            Reason = Said(RunMessages.OutOfMoney, money.LimitUsd, money.SpentUsd, money.Counted(worstUsd)),
            Mend = RunMessages.OutOfMoneyMend,
            OutOfMoney = true,
        });
    }

    // Who goes on may have given it more; where not, it stops again before a call.
    private void TryMoneyAgain()
    {
        foreach (var target in _targets.Where(target => target.IsOutOfMoney))
        {
            target.IsOutOfMoney = false;
            target.StoppedBecause = null;
        }
    }

    private void Warn(Step step)
    {
        step.Warnings.AddRange(_purse.Reached);
        _purse.Reached.Clear();
    }

    private static string Said(string format, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);
}
