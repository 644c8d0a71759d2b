using System.Globalization;
using System.Security.Cryptography;
using Hailstone.Simulator.Answers;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Replay;

namespace Hailstone.Simulator.Visits;

/// <summary>One request's way through the provider: each station lets it pass (null) or replies.</summary>
internal sealed class Visit
{
    private static readonly Dictionary<string, ModelOptions> Nothing = [];

    private readonly World _world;
    private readonly IDialect _dialect;
    private readonly SimulatedRequest _request;
    private readonly TimeSpan _now;
    private readonly string _content;

    public Visit(World world, IDialect dialect, SimulatedRequest request, TimeSpan now)
    {
        (_world, _dialect, _request, _now) = (world, dialect, request, now);
        KeyHash = World.Hash(dialect.KeyOf(request) ?? "");
        _content = $"{request.Method} {request.Path} {Convert.ToHexString(SHA256.HashData(request.Body.Span))}";
    }

    /// <summary>Whose API is asked.</summary>
    public Vendor Vendor => _dialect.Vendor;

    /// <summary>A hash of the key: keys are not kept.</summary>
    public string KeyHash { get; }

    /// <summary>The reply. What the visit changes in the world, it changes here.</summary>
    /// <param name="reading">What the request asks, or null where its path takes no question.</param>
    public SimulatedReply Reply(Reading? reading)
    {
        var chance = Chance.Of(_world.Options.Seed, _world.Arrivals.Next(_content), "arrival", _content);
        var id = string.Create(CultureInfo.InvariantCulture,
            $"{chance.Bits(Purpose.IdHigh):x16}{chance.Bits(Purpose.IdLow):x16}");
        var desk = new Desk(_world, _dialect, id, _now);
        var question = new Question(_world, _dialect, desk, (reading as Reading.Asked)?.Inquiry, chance)
        {
            KeyHash = KeyHash,
            Content = _content,
            Id = id,
            Now = _now,
        };
        return _world.Outage(_now)?.Strike(question) ?? Unauthorised(desk) ?? reading switch
        {
            Reading.Asked => question.Reply(),
            Reading.Counted counted => Count(desk, counted.Inquiry),
            Reading.Unreadable unreadable => desk.Refuse(unreadable.Refusal),
            _ => Models(desk),
        };
    }

    private SimulatedReply? Unauthorised(Desk desk)
    {
        var key = _dialect.KeyOf(_request);
        if (_world.Accepts(key))
            return null;
        return desk.Refuse(key is null ? new Refusal.NoKey() : new Refusal.WrongKey());
    }

    /// <summary>How many tokens a question has: asking that takes nothing of the quota and costs nothing.</summary>
    private SimulatedReply Count(Desk desk, Inquiry inquiry) =>
        ModelRules.Absence(_world.Model(inquiry.Model), inquiry.Model, _dialect) is { } refusal
        ? desk.Refuse(refusal)
        : desk.Json(200, Json.Object(writer =>
            writer.WriteNumber("input_tokens", TokenText.Count(inquiry.Characters))));

    private SimulatedReply Models(Desk desk)
    {
        if (_request is { Method: "GET", Path: ModelList.Path })
            return desk.Json(200, _dialect.Models(
                (_world.Options.Models ?? Nothing).Where(model => !model.Value.Retired), _world.StartedAt));
        if (_request.Method != "GET" || !_request.Path.StartsWith(ModelList.Path + "/", StringComparison.Ordinal))
            return desk.Refuse(new Refusal.NoSuchPath(_request.Method, _request.Path));
        var id = _request.Path[(ModelList.Path.Length + 1)..];
        return _world.Model(id) is { Retired: false } model
            ? desk.Json(200, _dialect.Model(id, model, _world.StartedAt))
            : desk.Refuse(new Refusal.UnknownModel(id));
    }
}
