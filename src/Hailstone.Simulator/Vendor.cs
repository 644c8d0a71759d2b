namespace Hailstone.Simulator;

/// <summary>Whose way of counting, of telling it and of refusing is simulated.</summary>
public enum Vendor
{
    /// <summary>
    /// OpenAI: <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens,project-tokens}</c>, resets as Go durations.
    /// </summary>
    OpenAi,

    /// <summary>
    /// Anthropic: <c>anthropic-ratelimit-{requests,tokens,input-tokens,output-tokens}-{limit,remaining,reset}</c>,
    /// tokens to the nearest 1,000, resets as times in whole seconds.
    /// </summary>
    Anthropic,

    /// <summary>
    /// Azure OpenAI: OpenAI's names with resets in whole seconds; requests in windows of 10 s; -1 and 0 on the
    /// Responses API.
    /// </summary>
    Azure,

    /// <summary>Groq: OpenAI's names; requests are the day's and tokens the minute's.</summary>
    Groq,

    /// <summary>
    /// Mistral: <c>x-ratelimit-{limit,remaining}-{req,tokens}-minute</c> and <c>x-ratelimit-tokens-query-cost</c>, in
    /// windows of a minute.
    /// </summary>
    Mistral,
}

/// <summary>What a request is charged of the tokens of its quota.</summary>
public enum ChargeRule
{
    /// <summary>
    /// The greater of its output cap and a fourth of its characters, at once; nothing is given back.
    /// </summary>
    OpenAi,

    /// <summary>
    /// Its input, estimated at once and mended when the answer begins (what a cache gave is free); then its output as
    /// it is made. The output cap does not count.
    /// </summary>
    Anthropic,

    /// <summary>Its input and its output cap, at once; nothing is given back.</summary>
    Azure,

    /// <summary>
    /// Its input and its output cap at once, and when the answer is whole what it used instead; what a cache gave is
    /// free.
    /// </summary>
    Groq,

    /// <summary>What it used, input and output, at once. It is let in where its input fits.</summary>
    Mistral,
}

/// <summary>How a refusal says when to come again.</summary>
public enum RetryAfterForm
{
    /// <summary><c>retry-after</c> in whole seconds, 1 at least.</summary>
    Seconds,

    /// <summary><c>retry-after-ms</c> alone, in milliseconds.</summary>
    Milliseconds,

    /// <summary>Both <c>retry-after</c> and <c>retry-after-ms</c>.</summary>
    SecondsAndMilliseconds,

    /// <summary><c>retry-after</c> as an HTTP date.</summary>
    Date,
}
