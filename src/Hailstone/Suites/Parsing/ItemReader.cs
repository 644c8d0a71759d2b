namespace Hailstone.Suites.Parsing;

/// <summary>Reads the items that stand in the suite file itself.</summary>
internal static class ItemReader
{
    public static void Read(IReadOnlyList<Written> items, ItemMaker maker, Reading reading)
    {
        foreach (var written in items)
        {
            if (written is Written.Mapping mapping)
                ReadOne(new MappingReader(mapping, "item", SuiteKeys.Item, reading.Problems), maker, reading);
            else if (written is not Written.Broken)
                reading.Problems.Add(
                    written,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.WrongKind, "items", SuiteMessages.KindMapping),
                    SuiteMessages.ItemMend);
        }
    }

    private static void ReadOne(MappingReader from, ItemMaker maker, Reading reading)
    {
        from.Require("id");
        from.Require("prompt");
        var (category, cluster) = (from.Text("category"), from.Text("cluster"));
        var tags = from.Texts("tags") ?? [];
        var prompt = from.Text("prompt") is null ? null : reading.Template("prompt", from.Scalar("prompt"));
        var id = from.Text("id");
        if (id is null || !Names.Check(from.Scalar("id"), "id", reading.Problems) || prompt is null)
            return;

        prompt.CheckNames(ItemMaker.OwnNames);
        var place = reading.Problems.At(from.Scalar("id")!);
        var scope = ItemMaker.Scope(id, category, tags, cluster, new Dictionary<string, object?>());
        if (prompt.Render(scope, reading.Problems.At(prompt.At)) is not { } asked)
            return;

        maker.Add(new ItemDraft
        {
            Id = id,
            Prompt = asked,
            Expect = from.Node("expect") is { } expect and not Written.Broken ? WrittenJson.Of(expect) : null,
            Category = category,
            Tags = tags,
            Cluster = cluster,
            Place = place,
        });
    }
}
