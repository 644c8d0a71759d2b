using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running.Preflight;

/// <summary>Puts what was found into words: one line, and one mend.</summary>
internal sealed class Findings(ModelCatalogue catalogue)
{
    private const int MostNearest = 3;

    /// <summary>The target answered.</summary>
    public static Finding Answered(TargetCheck check, Exchange.Answered exchange) => Of(check) with
    {
        Answered = true,
        Head = exchange.Head,
        Warning = HasNoRoom(exchange.Response) && check.Planned.Settings.OutputCapTokens is { } cap
            ? new Problem(
                check.Planned.Target.Place,
                "preflight.no-room",
                Say(PreflightMessages.NoRoom, check.Planned.Target.Id, cap),
                PreflightMessages.NoRoomMend)
            : null,
    };

    /// <summary>Nobody knows: the run finds out.</summary>
    public static Finding Unsettled(TargetCheck check, (Failure Failure, Classified Means)? refusal) => Of(check) with
    {
        Said = check.Said ?? (refusal is var (failure, means) ? ReasonOf(failure, means) : null),
    };

    /// <summary>The target is not to be asked.</summary>
    public Finding Refused(TargetCheck check)
    {
        var (failure, means) = check.Refusal!.Value;
        var target = check.Planned;
        return Of(check) with
        {
            Refused = new Problem(
                target.Target.Place,
                $"preflight.{means.Name.Replace('_', '-')}",
                Say(PreflightMessages.Refused, target.Target.Id, target.Model.Provider.Id, ReasonOf(failure, means)),
                MendOf(target, failure, means)),
        };
    }

    private static Finding Of(TargetCheck check) => new()
    {
        Target = check.Target,
        Planned = check.Planned,
        Amendment = check.Amendment,
        Said = check.Said,
    };

    private string MendOf(PlannedTarget target, Failure failure, Classified means)
    {
        if (means.Name == ErrorKind.ModelNotFound.Name)
            return MendOfMissing(target, means.Mend ?? "");
        return means.Name == ErrorKind.UnsupportedParameter.Name
            && Amending.ParameterIn(target, failure) is { } parameter
                ? Say(PreflightMessages.MendParameter, parameter, target.Target.Id)
                : means.Mend ?? "";
    }

    private string MendOfMissing(PlannedTarget target, string usual)
    {
        if (target is { Successor: { } successor, Model.Fact.Retires: { } day })
        {
            return Say(
                PreflightMessages.MendSuccessor, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), successor);
        }

        var provider = target.Model.Provider.Id;
        var models = catalogue.Models.Where(model => model.Provider == provider && model.Id != target.Model.WireId);
        var nearest = NearestIds.To(target.Model.WireId, [.. models]).Take(MostNearest).ToList();
        return nearest.Count > 0 ? Say(PreflightMessages.MendNearest, string.Join(", ", nearest), usual) : usual;
    }

    private static bool HasNoRoom(Response response) =>
        response.Stop == StopReason.MaxTokens && string.IsNullOrWhiteSpace(response.Text);

    private static string ReasonOf(Failure failure, Classified means) =>
        AttemptFacts.Line($"{means.Name}: {failure.Message}");

    private static string Say(string format, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);
}
