namespace Hailstone.Ledger;

/// <summary>A ledger that cannot be read or written: where, why, and what to do stand in the message.</summary>
public sealed class LedgerException : IOException
{
    /// <summary>Makes one without a message.</summary>
    public LedgerException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">Where, why, and what to do.</param>
    public LedgerException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">Where, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
