using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Reads the values in a command line without running it: constants, and the current values of variables.</summary>
internal static class LineValue
{
    /// <summary>Reads a value.</summary>
    /// <param name="part">The part of the line.</param>
    /// <returns>The value, or null if it is null or would have to be calculated.</returns>
    public static object? Of(Ast part)
    {
        switch (part)
        {
            case VariableExpressionAst { Splatted: false } variable:
                return OfVariable(variable.VariablePath);
            case ExpandableStringExpressionAst text when text.NestedExpressions.All(nested => nested is VariableExpressionAst):
                string value = text.Value;
                foreach (VariableExpressionAst nested in text.NestedExpressions.Cast<VariableExpressionAst>())
                {
                    value = value.Replace(nested.Extent.Text, LanguagePrimitives.ConvertTo<string>(OfVariable(nested.VariablePath)));
                }

                return value;
            case PipelineAst { PipelineElements: [CommandExpressionAst only] }:
                return Of(only.Expression);
            default:
                try
                {
                    return part.SafeGetValue();
                }
                catch (InvalidOperationException)
                {
                    return null;
                }
        }
    }

    /// <summary>Reads the arguments of a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The arguments by parameter, or null if one of them is unknown or cannot be bound.</returns>
    public static Hashtable? ArgumentsOf(CommandAst command)
    {
        StaticBindingResult binding = StaticParameterBinder.BindCommand(command);
        Hashtable arguments = [];
        foreach (KeyValuePair<string, ParameterBindingResult> argument in binding.BoundParameters)
        {
            arguments[argument.Key] = argument.Value.ConstantValue ?? Of(argument.Value.Value);
        }

        return binding.BindingExceptions.Count > 0 || arguments.ContainsValue(null) ? null : arguments;
    }

    private static object? OfVariable(VariablePath path)
    {
        if (path.IsDriveQualified)
        {
            return string.Equals(path.DriveName, "env", StringComparison.OrdinalIgnoreCase) ? Environment.GetEnvironmentVariable(path.UserPath[(path.UserPath.IndexOf(':') + 1)..]) : null;
        }

        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Utility\\Get-Variable").AddParameter("Name", path.UserPath[(path.UserPath.IndexOf(':') + 1)..]).AddParameter("ErrorAction", ActionPreference.Ignore);
        if (path.IsGlobal)
        {
            shell.AddParameter("Scope", "Global");
        }

        Collection<PSObject> found = shell.Invoke();
        return found.Count == 1 ? (found[0].BaseObject as PSVariable)?.Value : null;
    }
}
