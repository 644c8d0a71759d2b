using System.Text.RegularExpressions;
using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running.Preflight;

/// <summary>Reads out of a provider's own words how it wants to be asked.</summary>
internal static partial class Amending
{
    /// <summary>The change that a refusal asks for.</summary>
    /// <param name="target">The target as it was asked.</param>
    /// <param name="sofar">What has been changed before, or null.</param>
    /// <param name="failure">The refusal.</param>
    /// <param name="means">What it means.</param>
    /// <returns>All that is changed then; null where the words ask for nothing that may be done unasked.</returns>
    public static Amendment? After(PlannedTarget target, Amendment? sofar, Failure failure, Classified means)
    {
        var before = sofar ?? new Amendment();
        if (means.Name == ErrorKind.WrongEndpoint.Name)
            return OtherRoute(target, before, failure.Message);
        if (means.Name != ErrorKind.UnsupportedParameter.Name)
            return null;
        if (OtherName(target, failure) is var (field, name))
            return before with { Renamed = new Dictionary<string, string>(before.Renamed) { [field] = name } };
        return target.Target.Parameters.OnUnsupported == OnUnsupported.Omit
            && ParameterIn(target, failure) is { } parameter && !before.Omitted.Contains(parameter)
            ? before with { Omitted = [.. before.Omitted, parameter] }
            : null;
    }

    /// <summary>The suite's name of the parameter that a refusal means; null where it means none that was asked for.
    /// </summary>
    /// <param name="target">The target as it was asked.</param>
    /// <param name="failure">The refusal.</param>
    public static string? ParameterIn(PlannedTarget target, Failure failure)
    {
        var named = Quoted().Matches(failure.Message).Select(match => match.Groups[1].Value);
        return named.Prepend(failure.Parameter ?? "")
            .Where(name => name.Length > 0)
            .Select(name => Suites(target, name))
            .FirstOrDefault(name => name is not null);
    }

    private static Amendment? OtherRoute(PlannedTarget target, Amendment before, string message) =>
        before.Dialect is null && target.Settings.Dialect == "chat"
        && message.Contains("only supported in v1/responses", StringComparison.OrdinalIgnoreCase)
            ? before with { Dialect = "responses" }
            : null;

    private static (string Field, string Name)? OtherName(PlannedTarget target, Failure failure)
    {
        var instead = Instead().Match(failure.Message);
        if (!instead.Success || failure.Parameter is not { } field)
            return null;
        var name = instead.Groups[1].Value;
        var fields = target.Settings.Fields;
        return fields.Any(sent => sent.Key == field) && fields.All(sent => sent.Key != name) ? (field, name) : null;
    }

    // The wire's name of a parameter that was asked for, its object's, or a part of it.
    private static string? Suites(PlannedTarget target, string wire)
    {
        var asked = Wish.Of(target.Target.Parameters).Select(wish => wish.Parameter).ToHashSet();
        foreach (var (name, rule) in target.Model.Profile.Rules)
        {
            if (asked.Contains(name) && rule.In?.GetValueOrDefault(target.Settings.Dialect) is { } field
                && (IsSame(field.Name, wire) || field.With?.ContainsKey(wire) == true))
            {
                return name;
            }
        }

        return wire is "response_format" or "text.format" or "output_config.format"
            && target.Settings.Format is not AnswerFormat.PlainText
            ? "format"
            : null;
    }

    private static bool IsSame(string field, string wire) =>
        field == wire
        || field.StartsWith(wire + ".", StringComparison.Ordinal)
        || wire.StartsWith(field + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"\buse ['`""]([A-Za-z_][A-Za-z0-9_]{0,60})['`""] instead", OptionsOfWords)]
    private static partial Regex Instead();

    [GeneratedRegex("['`\"]([A-Za-z_][A-Za-z0-9_.]{0,60})['`\"]", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    private const RegexOptions OptionsOfWords = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
