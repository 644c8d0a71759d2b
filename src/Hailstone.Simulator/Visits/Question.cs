using System.Globalization;
using Hailstone.Simulator.Answers;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Faults;
using Hailstone.Simulator.Quotas;
using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Visits;

/// <summary>A question to a model: model, quota, parameters, faults and at last the answer.</summary>
internal sealed class Question(World world, IDialect dialect, Desk desk, Inquiry? inquiry, Chance arrival) : IFaultScene
{
    private readonly ModelOptions? _model = inquiry is null ? null : world.Model(inquiry.Model);
    private Chance _chance = arrival;

    public required string KeyHash { get; init; }

    public required string Content { get; init; }

    public required string Id { get; init; }

    public required TimeSpan Now { get; init; }

    public string Model => inquiry?.Model ?? "";

    public string Organization => world.Options.Organization;

    public long? RequestsPerMinute => world.Pools.RequestsPerMinute(Model);

    public double Draw => _chance.Even(Purpose.FaultDetail);

    private Inquiry Asked => inquiry ?? throw new InvalidOperationException("Nothing was asked.");

    public SimulatedReply Reply()
    {
        if (_model is null)
            return desk.Refuse(new Refusal.UnknownModel(Model));
        desk.RefusalAfter = _model.Latency.Refusal;
        var pool = world.Pools.Of(KeyHash, Model);
        return OverQuota(pool, pool.TakeRequest(Now))
            ?? RefusedParameter(_model)
            ?? OverQuota(pool, pool.TakeTokens(Charge(), Now))
            ?? Fault()
            ?? Answer();
    }

    public SimulatedReply Refuse(Refusal refusal) => desk.Refuse(refusal);

    public SimulatedReply Json(int status, string body) => desk.Json(status, body);

    public SimulatedReply Silent(SimulatedEnd end) => desk.Silent(end);

    public SimulatedReply Answer()
    {
        var found = world.Options.Answers?.Find(Model, Asked.Prompt);
        var subject = found is { Item: var item } ? "item " + item : "content " + Content;
        var nth = world.Answers.Next($"{Model}\n{subject}");
        var chance = Chance.Of(world.Options.Seed, nth, "answer", Model, subject);
        var drawn = found?.Deck.At(chance.Even(Purpose.Answer)) ?? MadeAnswer.To(Asked, world.Options.Seed);
        return Spoken(Asked.Shape(drawn, dialect), chance);
    }

    private SimulatedReply Spoken(Answer answer, Chance chance)
    {
        if (answer.Finish == Finish.ContentFilter && !dialect.HasFilter)
            return desk.Refuse(new Refusal.Filtered());
        var latency = _model!.Latency;
        var first = answer.Latency * chance.LogNormal(
            latency.FirstToken, latency.FirstTokenSigma, Purpose.FirstTokenRadius, Purpose.FirstTokenAngle);
        var perToken = answer.Latency * chance.LogNormal(
            latency.PerToken, latency.PerTokenSigma, Purpose.PaceRadius, Purpose.PaceAngle);
        var whole = first + perToken * (answer.Tokens + answer.ReasoningTokens);
        var utterance = new Utterance
        {
            Answer = answer,
            Model = Model,
            Id = Id,
            Created = world.StartedAt + Now,
            Ended = world.StartedAt + Now + whole,
            PromptTokens = TokenText.Count(Asked.Characters),
            StreamUsage = Asked.StreamUsage,
            ServiceTier = Asked.ServiceTier,
            Effort = Asked.Effort,
            ShowsThinking = Asked.ShowsThinking,
            Parameters = Asked.Parameters,
            PerToken = perToken,
            TokensPerEvent = latency.TokensPerEvent,
        };
        var bill = new SimulatedBill(
            Model, utterance.PromptTokens, utterance.CompletionTokens, answer.ReasoningTokens);
        return Asked.Stream
            ? desk.Events(dialect.Events(utterance), first, bill)
            : desk.Json(200, dialect.Whole(utterance), whole, bill);
    }

    /// <summary>What a request costs of the quota: OpenAI's guide says the greater of cap and characters.</summary>
    private long Charge() => Math.Max(Asked.OutputCap ?? 1, TokenText.Count(Asked.Characters));

    private SimulatedReply? OverQuota(Pool pool, QuotaRefusal? refusal)
    {
        desk.Show(pool);
        return refusal is null
            ? null
            : desk.Refuse(new Refusal.RateLimited(Model, Organization, refusal, refusal.Wait));
    }

    private SimulatedReply? RefusedParameter(ModelOptions model)
    {
        foreach (var name in model.Refuses)
            if (Asked.Parameters.ContainsKey(name))
                return desk.Refuse(new Refusal.UnsupportedParameter(name));
        foreach (var name in model.OnlyDefault)
            if (Asked.Parameters.TryGetValue(name, out var value) && !IsDefault(name, value))
                return desk.Refuse(new Refusal.UnsupportedValue(name, value, Default(name)));
        return null;
    }

    private SimulatedReply? Fault()
    {
        // A 429 of the quota does not count: how a client waits must not change what befalls it.
        _chance = Chance.Of(world.Options.Seed, world.Admissions.Next(Content), "admission", Content);
        return world.Fault(Model, _chance.Even(Purpose.Fault))?.Strike(this);
    }

    private static string Default(string name) => name.EndsWith("_penalty", StringComparison.Ordinal) ? "0" : "1";

    private static bool IsDefault(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == Default(name);
}
