using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Completes the scopes that creating guests takes.</summary>
public sealed class ScopeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Scope.Default
            .Where(scope => scope.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.Ordinal))
            .Select(scope => new CompletionResult(scope));
}
