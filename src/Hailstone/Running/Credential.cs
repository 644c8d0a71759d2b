namespace Hailstone.Running;

/// <summary>What is known of a provider's key: whether it works.</summary>
internal sealed class Credential(string provider)
{
    /// <summary>The provider's id.</summary>
    public string Provider { get; } = provider;

    /// <summary>Whether a response has begun well under it, so that more than one question may be out.</summary>
    public bool IsOpen { get; set; }

    /// <summary>When more than one question may be out even so (<see cref="TargetQueue.OpensAt"/>).</summary>
    public TimeSpan OpensAt { get; set; } = TimeSpan.MaxValue;

    /// <summary>Questions that are out.</summary>
    public int InFlight { get; set; }

    /// <summary>Refusals of the key since the last answer, counted once for calls that were out together.</summary>
    public int Strikes { get; private set; }

    /// <summary>Until when nothing is sent, to confirm a refusal by one call alone, or for a pause.</summary>
    public TimeSpan QuietUntil { get; private set; }

    private TimeSpan LastStrike { get; set; } = TimeSpan.MinValue;

    /// <summary>Nothing is sent for a while.</summary>
    public void RestUntil(TimeSpan time) => QuietUntil = time > QuietUntil ? time : QuietUntil;

    /// <summary>The key was refused.</summary>
    public void Strike(TimeSpan sentAt, TimeSpan now, TimeSpan quiet)
    {
        if (sentAt < LastStrike)
            return;
        LastStrike = now;
        Strikes++;
        IsOpen = false;
        QuietUntil = now + quiet;
    }

    /// <summary>The key worked.</summary>
    public void Works()
    {
        IsOpen = true;
        Strikes = 0;
        QuietUntil = TimeSpan.Zero;
    }
}
