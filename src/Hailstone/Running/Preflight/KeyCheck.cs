namespace Hailstone.Running.Preflight;

/// <summary>What a preflight knows of a key: one of its targets is asked before the others.</summary>
internal sealed class KeyCheck(string provider)
{
    /// <summary>The provider's id.</summary>
    public string Provider { get; } = provider;

    /// <summary>The targets that have not been asked.</summary>
    public Queue<TargetCheck> Waiting { get; } = new();

    /// <summary>Targets that the key was refused for, while it is not known whether for them alone.</summary>
    public List<TargetCheck> Suspects { get; } = [];

    /// <summary>Whether the provider let a call through to the model.</summary>
    public bool Works { get; set; }

    /// <summary>How often it was refused.</summary>
    public int Strikes { get; set; }

    /// <summary>How often nobody could say, because the provider or the network was in trouble.</summary>
    public int Troubles { get; set; }
}
