using Hailstone.Reports.Probe;

namespace Hailstone.Reports.Probe
{
    /// <summary>Something that the probes below must not name.</summary>
    internal class Forbidden
    {
        public static string Word => "forbidden";
    }
}

namespace Hailstone.Statistics.Probe
{
    internal sealed class NamesInItsBase : Forbidden;

    internal sealed class NamesInAField
    {
        public IReadOnlyList<Forbidden[]>? Field { get; set; }
    }

    internal abstract class NamesInASignature
    {
        public abstract void Take(Dictionary<string, Forbidden> things);
    }

    internal static class NamesInItsCode
    {
        public static int Length => Forbidden.Word.Length;
    }

    [System.ComponentModel.TypeConverter(typeof(Forbidden))]
    internal sealed class NamesInAnAttribute;
}
