using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GenesysGuest;

/// <summary>Completes the scopes for creating guests and contacts.</summary>
public sealed class ScopeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        new[] { Scope.GuestCreate, Scope.ExternalUsersWrite, Scope.ExternalContacts }
            .Where(scope => scope.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.Ordinal))
            .Select(scope => new CompletionResult(scope));
}
