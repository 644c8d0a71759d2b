using System.Diagnostics;
using System.Globalization;

namespace Hailstone.Storage.Tests.Killing;

/// <summary>Where a process kills itself: at a moment, counted from 1 in that process.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Count">Which one; 0 never comes.</param>
internal readonly record struct KillPoint(KillMoment Moment, int Count)
{
    public static readonly KillPoint Never = new(KillMoment.BeforeCommit, 0);

    public static KillPoint Parse(string text)
    {
        var parts = text.Split(':');
        return new KillPoint(
            Enum.Parse<KillMoment>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Moment}:{Count}");

    /// <summary>Kills this process where the point is reached. On Unix this is SIGKILL: nothing runs after.</summary>
    public void Reach(KillMoment moment, int count)
    {
        if (moment != Moment || count != Count)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal comes at once, but other threads must not get anything done while it is on its way.
        using var never = new ManualResetEvent(false);
        never.WaitOne();
    }
}

/// <summary>The moments.</summary>
internal enum KillMoment
{
    /// <summary>A batch is decided and not yet written.</summary>
    BeforeCommit,

    /// <summary>A batch is on the disk, and what it announces is not yet sent.</summary>
    AfterCommit,

    /// <summary>A question is out, and its answer has begun to come.</summary>
    AtHead,

    /// <summary>An answer is there, and not yet written.</summary>
    AtAnswer,
}
