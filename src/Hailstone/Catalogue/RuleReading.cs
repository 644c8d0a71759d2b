using System.Text.Json;
using System.Text.Json.Nodes;
using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>One reading of a profile's rules for one model in one dialect.</summary>
internal sealed class RuleReading
{
    private const string NoEffort = "none";

    private readonly RequestProfile _profile;
    private readonly Parameters _asked;
    private readonly string _dialect;
    private readonly ModelFact? _model;
    private readonly Refusals _refusals;
    private readonly string? _effort;
    private readonly JsonObject _fields = [];
    private readonly List<RefusedParameter> _refused = [];
    private readonly Dictionary<string, string> _takenOfGroup = new(StringComparer.Ordinal);

    public RuleReading(RequestProfile profile, Parameters asked, string dialect, ModelFact? model)
    {
        _profile = profile;
        _asked = asked;
        _dialect = dialect;
        _model = model;
        _refusals = new Refusals(model?.Id ?? profile.Name, dialect);
        _effort = EffortInEffect();
    }

    /// <summary>What to send, and what is refused.</summary>
    public ProfileResult Result()
    {
        var cap = OutputCap();
        foreach (var wish in Wish.Of(_asked))
            Take(wish);
        var format = Format();
        var settings = new RequestSettings
        {
            Dialect = _dialect,
            InstructionRole = _profile.InstructionRole,
            Fields = [.. _fields.Select(field => KeyValuePair.Create(field.Key, Element(field.Value!)))],
            Format = format,
            Stream = _asked.Stream && _profile.Streams,
            OutputCapTokens = cap,
            Omitted = [.. _refused.Select(refused => refused.Parameter)],
        };
        return new(settings, _refused);
    }

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    /// <summary>The effort as asked where it is taken, else the one that holds unasked; null where not known.</summary>
    private string? EffortInEffect()
    {
        var asked = Wish.Of(_asked).FirstOrDefault(wish => wish.Parameter == Wish.Effort);
        if (asked is not null && Refusal(asked) is null)
            return asked.Word;
        return _profile.ThinksUnasked ? _model?.DefaultEffort : NoEffort;
    }

    /// <summary>
    /// The cap that will hold; writes the one that the dialect demands where none was asked or taken.
    /// </summary>
    private long? OutputCap()
    {
        var asked = Wish.Of(_asked).FirstOrDefault(wish => wish.Parameter == Wish.OutputCap);
        if (asked is not null && Refusal(asked) is null)
            return _asked.MaxOutputTokens;
        var ownCap = _model?.MaxOutputTokens;
        if (FieldOf(Wish.OutputCap) is not { Fallback: { } fallback } field)
            return ownCap;
        if (_effort is not null && field.FallbackAtEffort?.TryGetValue(_effort, out var more) == true)
            fallback = more;
        var cap = Math.Min(fallback, ownCap ?? fallback);
        Write(field.Name, JsonValue.Create(cap));
        return cap;
    }

    private void Take(Wish wish)
    {
        if (Refusal(wish) is { } refusal)
        {
            _refused.Add(refusal);
            return;
        }
        var field = FieldOf(wish.Parameter)!;
        if (_profile.Rules[wish.Parameter].OneOf is { } group)
            _takenOfGroup[group] = wish.Parameter;
        if (IsOff(wish, field))
        {
            WriteAll(field.Off);
            return;
        }
        WriteAll(field.With);
        Write(field.Name, wish.Value);
    }

    private RefusedParameter? Refusal(Wish wish)
    {
        var rule = _profile.Rules.GetValueOrDefault(wish.Parameter);
        if (rule is null || rule.Take == Taking.Forbid)
            return _refusals.Forbidden(wish);
        if (FieldOf(wish.Parameter) is not { } field)
            return _refusals.NotInDialect(wish);
        return OnlyDefault(wish, rule) ?? Word(wish, rule, field) ?? Range(wish, rule, field)
            ?? BesideEffort(wish, rule) ?? Alone(wish, rule);
    }

    private RefusedParameter? OnlyDefault(Wish wish, ParameterRule rule) =>
        rule.Take == Taking.OnlyDefault && wish.Number != rule.Default
            ? _refusals.OnlyDefault(wish, rule.Default)
            : null;

    private RefusedParameter? Word(Wish wish, ParameterRule rule, WireField field)
    {
        var words = wish.Parameter == Wish.Effort ? _model?.Efforts ?? rule.Values : rule.Values;
        if (wish.Word is not { } word || words is null || IsAmong(words, word) || IsOff(wish, field))
            return null;
        return _refusals.NotAWord(wish, field.Off is null ? words : [NoEffort, .. words]);
    }

    private RefusedParameter? Range(Wish wish, ParameterRule rule, WireField field)
    {
        var min = field.Min ?? rule.Min;
        var max = wish.Parameter == Wish.OutputCap ? _model?.MaxOutputTokens ?? rule.Max : rule.Max;
        return wish.Number < min || wish.Number > max ? _refusals.OutOfRange(wish, min, max) : null;
    }

    private RefusedParameter? BesideEffort(Wish wish, ParameterRule rule) =>
        rule.WhenEffort is not { } efforts || (_effort is not null && IsAmong(efforts, _effort))
            ? null
            : _refusals.BesideEffort(wish, efforts, _effort);

    private RefusedParameter? Alone(Wish wish, ParameterRule rule) =>
        rule.OneOf is not null && _takenOfGroup.TryGetValue(rule.OneOf, out var taken)
            ? _refusals.NotBeside(wish, taken)
            : null;

    private AnswerFormat Format()
    {
        switch (_asked.Format)
        {
            case AnswerFormat.AnyJson when !IsAmong(_profile.Json, _dialect):
                return new AnswerFormat.PlainText();
            case AnswerFormat.JsonSchema when !IsAmong(_profile.JsonSchema, _dialect):
                _refused.Add(_refusals.NoSchema());
                return new AnswerFormat.PlainText();
            case AnswerFormat.JsonSchema asked when _profile.StrictSchemas is { } limits:
                var strict = StrictSchema.Of(asked.Schema, limits);
                if (strict.Unfit.Count == 0)
                    return asked with { Schema = strict.Schema };
                _refused.Add(_refusals.UnfitSchema(strict.Unfit));
                return new AnswerFormat.PlainText();
            default:
                return _asked.Format;
        }
    }

    private WireField? FieldOf(string parameter) =>
        _profile.Rules.GetValueOrDefault(parameter)?.In?.GetValueOrDefault(_dialect);

    private static bool IsAmong(IReadOnlyList<string> words, string word) =>
        words.Contains(word, StringComparer.Ordinal);

    /// <summary>Whether it is effort <c>none</c> where that is said by other words than the effort's own.</summary>
    private static bool IsOff(Wish wish, WireField field) =>
        wish.Parameter == Wish.Effort && wish.Word == NoEffort && field.Off is not null;

    private void WriteAll(IReadOnlyDictionary<string, JsonElement>? fields)
    {
        foreach (var (name, value) in fields ?? new Dictionary<string, JsonElement>())
            Write(name, JsonObject.Create(value)!);
    }

    private void Write(string path, JsonNode value)
    {
        var names = path.Split('.');
        var parent = _fields;
        foreach (var name in names[..^1])
        {
            if (parent[name] is not JsonObject inner)
                parent[name] = inner = [];
            parent = inner;
        }
        parent[names[^1]] = value;
    }
}
