using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>Token counts of an answer, whole or by events, in whatever dialect it is.</summary>
internal sealed class AnswerUsage
{
    private readonly MessagesUsage _messages = new();
    private Usage? _other;

    /// <summary>The counts so far, or null.</summary>
    public Usage? Counted => _other ?? _messages.Normal();

    /// <summary>Takes what a body or an event says.</summary>
    public void Add(JsonElement root)
    {
        if (root.Text("type")?.StartsWith("message", StringComparison.Ordinal) == true)
            _messages.Add(root.Object("message") ?? root);
        else
            _other = ChatUsage.In(root) ?? ResponsesUsage.In(root.Object("response") ?? root) ?? _other;
    }
}
