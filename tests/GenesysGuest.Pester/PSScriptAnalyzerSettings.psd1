@{
    ExcludeRules = @(
        # Pester's blocks share variables, but this rule treats them as separate scopes.
        'PSUseDeclaredVarsMoreThanAssignments'

        # The examples in the guides run in the global scope, as they do for readers, and use its variables.
        'PSAvoidGlobalVars'
    )
}
