using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Completes regions and domains.</summary>
public sealed class EnvironmentCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        foreach (GenesysRegion region in GenesysRegion.All)
        {
            if (region.Domain.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CompletionResult(region.Domain, region.Domain, CompletionResultType.ParameterValue, $"AWS region {region.Name}");
            }

            if (word.Length > 0 && region.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CompletionResult(region.Name, region.Name, CompletionResultType.ParameterValue, region.Domain);
            }
        }
    }
}
