using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Reads the column names of a CSV file, or of the first file in a folder.</summary>
internal static class CsvColumns
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

    /// <summary>Reads the column names of the file that Import-Csv would read.</summary>
    /// <param name="arguments">The arguments of Import-Csv, or null if they are unknown.</param>
    /// <returns>The names, or an empty list if there is no file or no row.</returns>
    public static IReadOnlyList<string> Of(Hashtable? arguments)
    {
        if (arguments is null || !(arguments.ContainsKey("Path") || arguments.ContainsKey("LiteralPath")))
        {
            return []; // Import-Csv would prompt for a file
        }

        // Import-Csv reads the first row, because it handles delimiters, quotes, and encodings. The script tests the path first, because a missing file would leave an error in $Error.
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(FirstRow, useLocalScope: true).AddArgument(arguments);
        Collection<PSObject> rows = shell.Invoke();
        return rows.Count == 0 ? [] : [.. rows[0].Properties.Select(property => property.Name)];
    }
}
