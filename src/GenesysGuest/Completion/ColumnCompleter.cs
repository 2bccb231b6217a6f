using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Completes column names: those of the rows in the pipeline, or of the file in -Path.</summary>
public sealed class ColumnCompleter : IArgumentCompleter
{
    private static readonly string[] Shared = ["Path", "Delimiter", "Encoding"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        string[] given =
        [
            .. commandAst.CommandElements
                .SkipWhile(element => element is not CommandParameterAst parameter || !parameterName.StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase))
                .SelectMany(element => element.FindAll(static part => part is StringConstantExpressionAst, searchNestedScriptBlocks: false))
                .Select(part => ((StringConstantExpressionAst)part).Value),
        ];
        bool isField = parameterName is "NameColumn" or "EmailColumn" or "ExternalIdColumn" or "KeepColumn" or "IdentityColumn"; // these parameters accept any column
        return from column in Named(fakeBoundParameters) is { } file ? CsvColumns.Of(file) : PipedColumns.Before(commandAst)
               where column.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (isField || RowSchema.FieldOf(column) is null)
               where !given.Contains(column, StringComparer.OrdinalIgnoreCase) || string.Equals(column, word, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(Quoted(column), column, CompletionResultType.ParameterValue, $"Column '{column}'");
    }

    // Selects the parameters that the import shares with Import-Csv.
    private static Hashtable? Named(IDictionary bound)
    {
        Hashtable arguments = [];
        foreach (string name in Shared.Where(name => bound.Contains(name)))
        {
            arguments[name] = bound[name];
        }

        return arguments.ContainsKey("Path") ? arguments : null;
    }

    private static string Quoted(string column) =>
        column.Length > 0 && column.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') && !char.IsDigit(column[0]) && column[0] != '-'
            ? column
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(column)}'";
}
