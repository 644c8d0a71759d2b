using Hailstone.Simulator.Answers;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Faults;
using Hailstone.Simulator.Quotas;
using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Visits;

/// <summary>A question to a model: model, quota, parameters, faults and at last the answer.</summary>
internal sealed class Question(World world, IDialect dialect, Desk desk, Inquiry? inquiry, Chance arrival) : IFaultScene
{
    private const string BadGatewayPage =
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
        + "<center><h1>502 Bad Gateway</h1></center>\r\n"
        + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    private readonly ModelOptions? _model = inquiry is null ? null : world.Model(inquiry.Model);
    private readonly Vendor _vendor = world.VendorOf(dialect);
    private Chance _chance = arrival;
    private Pool? _pool;
    private Charge _charge;

    public required string KeyHash { get; init; }

    public required string Content { get; init; }

    public required string Id { get; init; }

    public required TimeSpan Now { get; init; }

    public string Model => inquiry?.Model ?? "";

    public string Organization => world.Options.Organization;

    public long? RequestsPerMinute => world.Pools.QuotaOf(Model).RequestsPerMinute;

    public double Draw => _chance.Even(Purpose.FaultDetail);

    private Inquiry Asked => inquiry ?? throw new InvalidOperationException("Nothing was asked.");

    public SimulatedReply Reply()
    {
        if (ModelRules.Absence(_model, Model, dialect) is { } absence)
            return desk.Refuse(absence);
        desk.RefusalAfter = _model!.Latency.Refusal;
        _pool = world.Pools.Of(KeyHash, Model, _vendor);
        _charge = Charging.Before(_pool.Rule, TokenText.Count(Asked.Characters), Asked.OutputCap);
        return OverQuota(_pool, _pool.TakeRequest(Now))
            ?? Objection(_model)
            ?? TooFast(_pool)
            ?? QueueFull()
            ?? OverQuota(_pool, _pool.TakeTokens(_charge, Now))
            ?? Fault()
            ?? Answer();
    }

    /// <summary>A fault's refusal: the books tell its limits from those that a client could have kept.</summary>
    public SimulatedReply Refuse(Refusal refusal)
    {
        var reply = desk.Refuse(refusal);
        return reply.RefusedBy is null ? reply : reply with { RefusedBy = "fault" };
    }

    public SimulatedReply Json(int status, string body) => desk.Json(status, body);

    public SimulatedReply Silent(SimulatedEnd end) => desk.Silent(end);

    public SimulatedReply BadGateway() => desk.Page(502, BadGatewayPage);

    public SimulatedReply Stop(AccountState state) =>
        desk.Refuse(new Refusal.AccountStopped(state, world.StartedAt + Now));

    public SimulatedReply Answer() => Answer(answer => answer);

    public SimulatedReply Answer(Func<Answer, Answer> change)
    {
        var (answer, chance) = Drawn();
        var changed = change(answer);
        if (changed.Finish == Finish.ContentFilter && !dialect.HasFilter)
            return desk.Refuse(new Refusal.Filtered());
        var (utterance, first) = Utter(changed, chance);
        var bill = new SimulatedBill(
            Model, utterance.PromptTokens, utterance.CompletionTokens, changed.ReasoningTokens)
        {
            CacheReadTokens = utterance.CachedTokens,
            CacheWriteTokens = utterance.CacheWriteTokens,
        };
        Settle(bill, Now + first, Now + (utterance.Ended - utterance.Created));
        return Asked.Stream
            ? desk.Events(dialect.Events(utterance), first, bill)
            : desk.Json(200, dialect.Whole(utterance), utterance.Ended - utterance.Created, bill);
    }

    public SimulatedReply BreakOff(Refusal refusal)
    {
        if (!Asked.Stream)
            return Refuse(refusal);
        var (answer, chance) = Drawn();
        var (utterance, first) = Utter(answer, chance);
        var events = dialect.Events(utterance).ToList();
        var sent = events[..(events.Count / 2)];
        return desk.Events(
            [.. sent, .. dialect.ErrorEvents(utterance, dialect.Word(refusal), sent.Count)], first, null);
    }

    /// <summary>The answer that this request gets, as it lets it be.</summary>
    private (Answer Answer, Chance Chance) Drawn()
    {
        var found = world.Options.Answers?.Find(Model, Asked.Prompt);
        var subject = found is { Item: var item } ? "item " + item : "content " + Content;
        var nth = world.Answers.Next($"{Model}\n{subject}");
        var chance = Chance.Of(world.Options.Seed, nth, "answer", Model, subject);
        var drawn = found?.Deck.At(chance.Even(Purpose.Answer)) ?? MadeAnswer.To(Asked, world.Options.Seed);
        var room = _model!.ContextWindow - TokenText.Count(Asked.Characters) ?? long.MaxValue;
        return (Asked.Shape(drawn, dialect).Under(Math.Max(0, room), Finish.ContextWindow), chance);
    }

    /// <summary>An answer with all that is needed to send it, and when its first token comes.</summary>
    private (Utterance Utterance, TimeSpan First) Utter(Answer answer, Chance chance)
    {
        var latency = _model!.Latency;
        var first = answer.Latency * chance.LogNormal(
            latency.FirstToken, latency.FirstTokenSigma, Purpose.FirstTokenRadius, Purpose.FirstTokenAngle);
        var perToken = answer.Latency * chance.LogNormal(
            latency.PerToken, latency.PerTokenSigma, Purpose.PaceRadius, Purpose.PaceAngle);
        var length = perToken * (answer.Tokens + answer.ReasoningTokens);
        first += world.Slots?.Enter(first + length, Now) ?? TimeSpan.Zero;
        var created = world.StartedAt + Now;
        return (new Utterance
        {
            Answer = answer,
            Model = Model,
            Id = Id,
            Created = created,
            Ended = created + first + length,
            PromptTokens = TokenText.Count(Asked.Characters),
            StreamUsage = Asked.StreamUsage,
            ServiceTier = _model.ServiceTier ?? Asked.ServiceTier,
            Effort = Asked.Effort ?? _model.DefaultEffort,
            ShowsThinking = Asked.ShowsThinking,
            Parameters = Asked.Parameters,
            PerToken = perToken,
            TokensPerEvent = latency.TokensPerEvent,
        }, first);
    }

    private void Settle(SimulatedBill bill, TimeSpan first, TimeSpan last)
    {
        // A fault's answer in an outage comes before any quota.
        if (_pool is not { } pool)
            return;
        var usage = new Usage(bill.PromptTokens, bill.CacheReadTokens, bill.CompletionTokens);
        pool.Settle(_charge, usage, Now, first, last);
        if (pool.Rule == ChargeRule.Mistral)
            desk.Show(pool, bill.PromptTokens + bill.CompletionTokens);
    }

    private SimulatedReply? TooFast(Pool pool) => pool.TooFast(_charge, Now) is { } ramp
        ? desk.Refuse(new Refusal.SlowDown(ramp.Wait, Model, Organization, ramp))
        : null;

    private SimulatedReply? QueueFull() => world.Slots is { } slots && slots.IsFull(Now)
        ? desk.Refuse(new Refusal.QueueFull(slots.Status))
        : null;

    private SimulatedReply? OverQuota(Pool pool, QuotaRefusal? refusal)
    {
        desk.Show(pool);
        return refusal is null
            ? null
            : desk.Refuse(new Refusal.RateLimited(Model, Organization, refusal, refusal.Wait));
    }

    private SimulatedReply? Objection(ModelOptions model) =>
        ModelRules.Objection(model, Asked, dialect) is { } refusal ? desk.Refuse(refusal) : null;

    private SimulatedReply? Fault()
    {
        // A 429 of the quota does not count: how a client waits must not change what befalls it.
        _chance = Chance.Of(world.Options.Seed, world.Admissions.Next(Content), "admission", Content);
        return world.Fault(Model, _chance.Even(Purpose.Fault))?.Strike(this);
    }
}
