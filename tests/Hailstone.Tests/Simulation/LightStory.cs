using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Suites;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// One seeded run against two providers in two weathers, perhaps with crashes, a budget and a clock that jumps.
/// </summary>
internal sealed class LightStory
{
    private const int Items = 100;
    private const decimal BudgetUsd = 0.008m;
    private static readonly double[] Rates = [60, 300, 600, 1200, 3000];

    private readonly int _seed;
    private LightChance _chance;
    private readonly LightWeather[] _weathers = new LightWeather[2];
    private readonly bool[] _limitsAreGiven = new bool[2];
    private readonly int _crashes;
    private readonly bool _hasBudget;

    public LightStory(int seed)
    {
        _seed = seed;
        _chance = new LightChance(seed, -1, -1);
        for (var provider = 0; provider < 2; provider++)
        {
            _weathers[provider] = Weather(Chance(14), Rates[Chance(Rates.Length)], provider);
            _limitsAreGiven[provider] = Chance(3) == 0 && _weathers[provider].LimitFactor == 1;
        }

        _crashes = Chance(4) == 0 ? 1 + Chance(3) : 0;
        _hasBudget = Chance(10) == 0;
    }

    public override string ToString() => string.Join(" and ", _weathers.Zip(_limitsAreGiven, (weather, isGiven) =>
            FormattableString.Invariant($"{weather.Name} {weather.RequestsPerMinute}/{weather.BurstSeconds}")
            + (isGiven ? " given" : "")))
        + (_crashes > 0 ? $", {_crashes} crashes" : "") + (_hasBudget ? ", a budget" : "");

    /// <summary>Plays it, and checks all that must hold.</summary>
    public void Play()
    {
        var run = Played(_ => TimeSpan.Zero, out var servers);
        LightChecks.Facts(run);
        LightChecks.Manners(run);
        if (_hasBudget)
            LightChecks.Budget(run, BudgetUsd);
        else if (run.Ended != EndReason.Complete)
            throw new InvalidOperationException($"I2: the run ended for {run.Ended}");
        for (var provider = 0; provider < 2 && !_hasBudget && _crashes == 0; provider++)
            LightChecks.Weather(run, provider, servers[provider], _limitsAreGiven[provider]);
        if (_seed % 8 == 0)
            ClocksMayJump(run);
    }

    private void ClocksMayJump(LightRun calm)
    {
        var jumped = Played(
            now => now.TotalSeconds is > 3 and < 30 ? TimeSpan.FromHours(1) : TimeSpan.FromHours(-1), out _);
        var same = calm.Now == jumped.Now && calm.Facts.Count == jumped.Facts.Count
            && calm.Calls.Select(call => (call.Trial, call.At)).SequenceEqual(
                jumped.Calls.Select(call => (call.Trial, call.At)));
        if (!same)
            throw new InvalidOperationException("I11: a jump of the wall clock changed the run");
    }

    private LightRun Played(Func<TimeSpan, TimeSpan> clockError, out LightServer[] servers)
    {
        var made = servers = [.. _weathers.Select((weather, index) => new LightServer(weather, _seed * 2 + index))];
        var plan = LightPlans.Kept(Items, [Limits(0), Limits(1)], _hasBudget ? BudgetUsd : null);
        var run = new LightRun(
            plan with { Seed = _seed },
            target => made[_hasBudget ? 0 : target],
            new RunSettings { Seed = _seed, KeepAnswers = false })
        {
            ClockError = clockError,
            Watch = LightChecks.Books,
        };
        var cuts = new LightChance(_seed, -2, -2);
        for (var crash = 0; crash < _crashes && run.Ended is null; crash++)
        {
            run.Run(run.Facts.Count + 1 + (int)(cuts.Next() * 300));
            if (run.Ended is not null)
                return run;
            // The last facts may not have reached the disk; what was sent after them was not sent then.
            run.Crash(run.Facts.Count - (run.WasFactOfSending ? 0 : (int)(cuts.Next() * 2)));
        }

        return run.Ended is null ? run.Run() : run;
    }

    private int Chance(int count) => (int)(_chance.Next() * count);

    private QuotaSettings? Limits(int provider) => _limitsAreGiven[provider]
        ? new QuotaSettings
        {
            RequestsPerMinute = (long)_weathers[provider].RequestsPerMinute,
            TokensPerMinute =
                _weathers[provider].TokensPerMinute > 0 ? (long)_weathers[provider].TokensPerMinute : null,
        }
        : null;

    private LightWeather Weather(int kind, double rate, int provider)
    {
        var calm = new LightWeather
        {
            RequestsPerMinute = rate,
            BurstSeconds = Chance(2) == 0 ? 60 : 1,
            LatencySeconds = 0.2 + 2 * _chance.Next(),
        };
        var when = 0.5 + 20 * _chance.Next();
        return kind switch
        {
            0 or 1 => calm,
            2 => calm with { Name = "calm, untold", TellsLimits = false, TellsWhen = false },
            3 => calm with { Name = "untold but when", TellsLimits = false },
            4 or 5 => calm with { Name = "storm", FaultShare = 0.15 },
            6 => calm with { Name = "storm, untold", FaultShare = 0.15, TellsLimits = false },
            7 or 8 => calm with
            {
                Name = "outage",
                OutageFrom = when,
                OutageUntil = when + 45,
                OutageResets = Chance(2) == 0,
            },
            9 => calm with { Name = "limit cut", LimitChangesAt = when, LimitFactor = 0.5 },
            10 => calm with { Name = "limit raised", LimitChangesAt = when, LimitFactor = 2 },
            11 => calm with
            {
                Name = "others on the key",
                ForeignShare = 0.4,
                ForeignFrom = when,
                ForeignUntil = when + 60,
            },
            12 => calm with
            {
                Name = "poison",
                Poison = 2 * Chance(Items) + provider,
                RefusedShare = 0.05,
            },
            _ => calm with { Name = "tokens", TokensPerMinute = rate * 60, TokensEach = 100 },
        };
    }
}
