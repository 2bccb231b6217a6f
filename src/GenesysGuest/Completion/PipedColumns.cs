using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Finds the columns of the rows in a pipeline, as far as they are known before the command line runs.</summary>
internal static class PipedColumns
{
    private static readonly string[] Readers = ["Import-Csv", "ipcsv"];
    private static readonly string[] Selectors = ["Select-Object", "select"];

    // These commands don't change rows.
    private static readonly string[] Filters = ["Where-Object", "where", "?", "Sort-Object", "sort"];

    /// <summary>Finds the columns of a command's input.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The names, or an empty list if they are unknown.</returns>
    public static IReadOnlyList<string> Before(CommandAst command)
    {
        IReadOnlyList<string> columns = [];
        foreach (CommandBaseAst element in ((command.Parent as PipelineAst)?.PipelineElements ?? Enumerable.Empty<CommandBaseAst>()).TakeWhile(element => element != command))
        {
            columns = element switch
            {
                CommandExpressionAst { Expression: VariableExpressionAst variable } => OfRows(LineValue.Of(variable)),
                CommandAst reader when IsOneOf(Readers, reader) => CsvColumns.Of(LineValue.ArgumentsOf(reader)),
                CommandAst selector when IsOneOf(Selectors, selector) => Selected(selector, columns),
                CommandAst filter when IsOneOf(Filters, filter) => columns,
                _ => [],
            };
        }

        return columns;
    }

    private static bool IsOneOf(string[] names, CommandAst command) => names.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);

    // An object that must be enumerated to get its first row is skipped, because it may be enumerable only once.
    private static string[] OfRows(object? value)
    {
        PSObject first = PSObject.AsPSObject(value ?? "");
        first = first.BaseObject is IList or System.Data.DataTable ? RowReader.RowsIn(first).FirstOrDefault() ?? PSObject.AsPSObject("") : first;
        bool isRow = first.BaseObject is IDictionary || (first.BaseObject is not (string or ValueType) && LanguagePrimitives.GetEnumerable(first.BaseObject) is null);
        return isRow ? new RowReader().Read(first, static (cells, _) => Enumerable.Range(0, cells.Count).Select(cells.NameOf).ToArray()) : [];
    }

    // Properties may be names, patterns, and hashtables of calculated properties.
    private static IReadOnlyList<string> Selected(CommandAst selector, IReadOnlyList<string> columns)
    {
        Dictionary<string, ParameterBindingResult> bound = StaticParameterBinder.BindCommand(selector).BoundParameters;
        if (bound.ContainsKey("ExpandProperty"))
        {
            return [];
        }

        List<string> selected = bound.TryGetValue("Property", out ParameterBindingResult? properties) ? [] : [.. columns];
        foreach (Ast part in PartsOf(properties?.Value))
        {
            string? name = part is HashtableAst table
                ? table.KeyValuePairs.Where(pair => LineValue.Of(pair.Item1) is "n" or "name" or "Name" or "N" or "l" or "label" or "Label" or "L").Select(pair => LineValue.Of(pair.Item2) as string).FirstOrDefault()
                : LineValue.Of(part) as string;
            selected.AddRange(name is null ? [] : RowReader.Pattern(name) is { } matches ? columns.Where(matches) : [name]);
        }

        List<Func<string, bool>> excluded = [];
        foreach (Ast part in bound.TryGetValue("ExcludeProperty", out ParameterBindingResult? without) ? PartsOf(without.Value) : [])
        {
            excluded.Add(LineValue.Of(part) is string name ? WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch : static _ => false);
        }

        return [.. selected.Where(column => !excluded.Exists(isExcluded => isExcluded(column))).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<Ast> PartsOf(Ast? value) => value switch
    {
        null => [],
        ArrayLiteralAst list => list.Elements,
        _ => [value],
    };
}
