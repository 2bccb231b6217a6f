@{
    ExcludeRules = @(
        # Pester's blocks share their variables, which this rule takes for scopes of their own.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
