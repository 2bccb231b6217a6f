using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Completes the columns of the CSV file that the pipeline begins with, or that -Path names, where its path stands there as plain text.</summary>
public sealed class ColumnCompleter : IArgumentCompleter
{
    private const string FirstRow = """
        param([hashtable] $Arguments)
        $place = @{}
        foreach ($name in 'Path', 'LiteralPath') { if ($Arguments.ContainsKey($name)) { $place[$name] = $Arguments[$name] } }
        if (Microsoft.PowerShell.Management\Test-Path @place -PathType Container) {
            $place = @{ LiteralPath = (Microsoft.PowerShell.Management\Get-ChildItem @place -Filter *.csv -File | Microsoft.PowerShell.Utility\Select-Object -First 1).FullName }
            $Arguments.Remove('Path')
            $Arguments.LiteralPath = $place.LiteralPath
            if (-not $place.LiteralPath) { return }
        }

        if (Microsoft.PowerShell.Management\Test-Path @place -PathType Leaf) {
            Microsoft.PowerShell.Utility\Import-Csv @Arguments -ErrorAction Ignore | Microsoft.PowerShell.Utility\Select-Object -First 1
        }
        """;

    private static readonly string[] Shared = ["Path", "Delimiter", "Encoding"];

    // What leaves rows as they are.
    private static readonly string[] Filters = ["Where-Object", "where", "?", "Sort-Object", "sort"];

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
        bool isField = parameterName is "NameColumn" or "EmailColumn" or "ExternalIdColumn" or "KeepColumn" or "IdentityColumn"; // any column may be named there
        return from column in Columns(Named(fakeBoundParameters) ?? Piped(commandAst))
               where column.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (isField || RowSchema.FieldOf(column) is null)
               where !given.Contains(column, StringComparer.OrdinalIgnoreCase) || string.Equals(column, word, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(Quoted(column), column, CompletionResultType.ParameterValue, $"The column {column}");
    }

    // The parameters of the import that Import-Csv has as well.
    private static Hashtable? Named(IDictionary bound)
    {
        Hashtable arguments = [];
        foreach (string name in Shared.Where(name => bound.Contains(name)))
        {
            arguments[name] = bound[name];
        }

        return arguments.ContainsKey("Path") ? arguments : null;
    }

    private static Hashtable? Piped(CommandAst command) =>
        command.Parent is PipelineAst pipeline
        && pipeline.PipelineElements[0] is CommandAst source
        && source.GetCommandName() is { } name
        && (string.Equals(name, "Import-Csv", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "ipcsv", StringComparison.OrdinalIgnoreCase))
        && pipeline.PipelineElements.Skip(1).TakeWhile(element => element != command).All(IsFilter)
            ? Arguments(source)
            : null;

    private static IEnumerable<string> Columns(Hashtable? arguments)
    {
        if (arguments is null)
        {
            return [];
        }

        // Import-Csv itself reads the first row: it knows about delimiters, quotes and encodings. A file that is not there would leave an error behind.
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(FirstRow, useLocalScope: true).AddArgument(arguments);
        Collection<PSObject> rows = shell.Invoke();
        return rows.Count == 0 ? [] : [.. rows[0].Properties.Select(property => property.Name)];
    }

    private static bool IsFilter(CommandBaseAst element) =>
        element is CommandAst command && Filters.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The arguments; null if one of them is not known before the line runs.</summary>
    private static Hashtable? Arguments(CommandAst command)
    {
        StaticBindingResult binding = StaticParameterBinder.BindCommand(command);
        if (binding.BindingExceptions.Count > 0)
        {
            return null;
        }

        try
        {
            Hashtable arguments = [];
            foreach (KeyValuePair<string, ParameterBindingResult> argument in binding.BoundParameters)
            {
                arguments[argument.Key] = argument.Value.ConstantValue ?? argument.Value.Value.SafeGetValue();
            }

            // Without a file it would ask for one.
            return arguments.ContainsKey("Path") || arguments.ContainsKey("LiteralPath") ? arguments : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Quoted(string column) =>
        column.Length > 0 && column.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') && !char.IsDigit(column[0]) && column[0] != '-'
            ? column
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(column)}'";
}
