namespace Hailstone.Providers;

/// <summary>Asks a model once. An attempt is one HTTP exchange: nothing is retried in here.</summary>
public interface IProvider
{
    /// <summary>Puts one question to one model.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="onHead">Called once when the response's status and headers arrive, before its body is read.</param>
    /// <param name="cancellation">The user's wish to stop; it alone ends the call with an exception.</param>
    /// <returns>The answer or the failure; a failure of the network or of the provider does not throw.</returns>
    Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation);
}
