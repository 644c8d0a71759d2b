namespace Hailstone.Simulator.Quotas;

/// <summary>The limits of one key and one pool of models.</summary>
internal sealed class Pool
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan AzureWindow = TimeSpan.FromSeconds(10);

    private readonly List<Meter> _requests = [];
    private readonly List<Meter> _totals = [];
    private readonly Meter? _input;
    private readonly Meter? _output;
    private readonly Ramp? _ramp;

    /// <param name="quota">Its limits.</param>
    /// <param name="vendor">Whose way of counting is taken where the options do not say.</param>
    /// <param name="timeOfDay">The time of day, in UTC, at the simulator's start.</param>
    public Pool(QuotaOptions quota, Vendor vendor, TimeSpan timeOfDay)
    {
        Rule = quota.Charging ?? Charging.Of(vendor);
        var requestWindow = quota.RequestWindow ?? vendor switch
        {
            Vendor.Azure => AzureWindow,
            Vendor.Mistral => Minute,
            _ => null,
        };
        var tokenWindow = vendor == Vendor.Mistral ? Minute : (TimeSpan?)null;
        TimeSpan? dayWindow = quota.DayEndsAtMidnight ? Day : null;
        Add(_requests, QuotaKind.RequestsPerMinute, quota.RequestsPerMinute, Minute, requestWindow);
        Add(_requests, QuotaKind.RequestsPerDay, quota.RequestsPerDay, Day, dayWindow);
        Add(_totals, QuotaKind.TokensPerMinute, quota.TokensPerMinute, Minute, tokenWindow);
        Add(_totals, QuotaKind.ProjectTokensPerMinute, quota.ProjectTokensPerMinute, Minute, tokenWindow);
        Add(_totals, QuotaKind.TokensPerDay, quota.TokensPerDay, Day, dayWindow);
        _input = Make(QuotaKind.InputTokensPerMinute, quota.InputTokensPerMinute, Minute, null);
        _output = Make(QuotaKind.OutputTokensPerMinute, quota.OutputTokensPerMinute, Minute, null);
        _ramp = quota.Ramp is { } ramp ? new Ramp(ramp) : null;

        void Add(List<Meter> meters, QuotaKind kind, long? limit, TimeSpan window, TimeSpan? counted)
        {
            if (Make(kind, limit, window, counted) is { } meter)
                meters.Add(meter);
        }

        Meter? Make(QuotaKind kind, long? limit, TimeSpan window, TimeSpan? counted) => (limit, counted) switch
        {
            (null, _) => null,
            ({ } most, { } length) => new WindowCounter(
                new Gauge(kind, most, window, quota), length, window == Day ? timeOfDay : TimeSpan.Zero),
            ({ } most, null) => new Bucket(
                new Gauge(kind, most, window, quota), window == Day ? Day : quota.Burst ?? Minute),
        };
    }

    /// <summary>How it charges.</summary>
    public ChargeRule Rule { get; }

    /// <summary>Counts a request in every limit of requests, or in none.</summary>
    public QuotaRefusal? TakeRequest(TimeSpan now)
    {
        foreach (var meter in _requests)
            if (meter.Refusal(1, now) is { } refusal)
                return refusal;
        foreach (var meter in _requests)
            meter.Take(1);
        return null;
    }

    /// <summary>Whether the client's use grows too fast.</summary>
    public RampRefusal? TooFast(Charge charge, TimeSpan now) => _ramp?.Refusal(charge.Input, now);

    /// <summary>Takes tokens from every limit of tokens, or from none.</summary>
    public QuotaRefusal? TakeTokens(Charge charge, TimeSpan now)
    {
        foreach (var meter in _totals)
            if (meter.Refusal(charge.Total, now) is { } refusal)
                return refusal;
        if (_input?.Refusal(charge.Input, now) is { } input)
            return input;
        // Output is charged as it is made: a request is let in while there is any left.
        if (_output?.Refusal(1, now) is { } output)
            return output;
        foreach (var meter in _totals)
            meter.Take(charge.Total);
        _input?.Take(charge.Input);
        _ramp?.Take(charge.Input);
        return null;
    }

    /// <summary>Charges what an answer comes to, as the rule says, at the times when that is known.</summary>
    /// <param name="charge">What was taken before.</param>
    /// <param name="usage">What the answer comes to.</param>
    /// <param name="now">The time of the request.</param>
    /// <param name="first">When the first token comes.</param>
    /// <param name="last">When the last token comes.</param>
    public void Settle(Charge charge, Usage usage, TimeSpan now, TimeSpan first, TimeSpan last)
    {
        var input = usage.Prompt - usage.Cached;
        foreach (var meter in _totals)
            switch (Rule)
            {
                case ChargeRule.Anthropic:
                    meter.Adjust(input - charge.Total, first);
                    meter.Pour(usage.Completion, first, last);
                    break;
                case ChargeRule.Groq:
                    meter.Adjust(input + usage.Completion - charge.Total, last);
                    break;
                case ChargeRule.Mistral:
                    meter.Adjust(usage.Prompt + usage.Completion - charge.Total, now);
                    break;
            }
        if (input != charge.Input)
            _input?.Adjust(input - charge.Input, first);
        _output?.Pour(usage.Completion, first, last);
    }

    /// <summary>What the headers can say, in the order of <see cref="QuotaKind"/>'s groups.</summary>
    public void AddStates(List<BucketState> states, TimeSpan now)
    {
        foreach (var meter in _requests)
            states.Add(meter.State(now));
        foreach (var meter in _totals)
            states.Add(meter.State(now));
        if (_input is not null)
            states.Add(_input.State(now));
        if (_output is not null)
            states.Add(_output.State(now));
    }
}
