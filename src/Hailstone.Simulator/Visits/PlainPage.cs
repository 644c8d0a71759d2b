using System.Globalization;
using System.Text;

namespace Hailstone.Simulator.Visits;

/// <summary>A reply of JSON that takes no time and is not entered in the books.</summary>
internal static class PlainPage
{
    public static SimulatedReply Of(int status, string body) => new()
    {
        HeadAfter = TimeSpan.Zero,
        Head = new SimulatedHead(status, new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            ["content-length"] = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture),
        }),
        Body = [new SimulatedChunk(TimeSpan.Zero, body)],
    };
}
