namespace Hailstone.Middleware;

/// <summary>Names calls that share a quota.</summary>
/// <param name="Host">The provider's host, and its port where it is not the usual one: <c>api.openai.com</c>.</param>
/// <param name="Account">
/// Whose quota it is: a hash of the key, which the key cannot be read from, or the name that a
/// <see cref="PacingChatClient"/> was given.
/// </param>
/// <param name="Model">The model that is asked for; the request's path where its body names none.</param>
public sealed record PoolId(string Host, string Account, string Model);
