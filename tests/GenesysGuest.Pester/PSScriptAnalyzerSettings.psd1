@{
    ExcludeRules = @(
        # Pester's blocks share their variables, which this rule takes for scopes of their own.
        'PSUseDeclaredVarsMoreThanAssignments'

        # The examples of the guides run in the global scope, as they do for their readers, and take their variables from there.
        'PSAvoidGlobalVars'
    )
}
