BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'Disconnect-GenesysGuest' {
    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'forgets the current connection, and says nothing' {
        $null = Connect-Sandbox $sandbox

        Disconnect-GenesysGuest | Should -BeNullOrEmpty

        Get-GenesysConnection | Should -BeNullOrEmpty
    }

    It 'does nothing when there is nothing to forget' {
        Get-ErrorOf { Disconnect-GenesysGuest; Disconnect-GenesysGuest } | Should -BeNullOrEmpty
    }

    It 'forgets another connection and keeps the current one' {
        $other = Connect-Sandbox $sandbox
        $current = Connect-Sandbox $sandbox

        $other | Disconnect-GenesysGuest

        Get-GenesysConnection | Should -Be $current
        New-GenesysGuest 'Ada Lovelace' ada@example.com | Should -BeOfType ([GenesysGuest.Guest])
    }

    It 'leaves the token as good as it was, unless it is told to revoke it' {
        $connection = Connect-Sandbox $sandbox
        $token = $connection | Get-GenesysAccessToken
        Disconnect-GenesysGuest
        { Connect-GenesysGuest $sandbox.baseAddress -AccessToken $token; New-GenesysGuest 'Ada Lovelace' ada@example.com } | Should -Not -Throw

        Disconnect-GenesysGuest -Revoke -WarningVariable warnings

        $warnings | Should -BeNullOrEmpty
        $null = Connect-GenesysGuest $sandbox.baseAddress -AccessToken $token
        (Get-ErrorOf { New-GenesysGuest 'Ada Lovelace' ada@example.com }).FullyQualifiedErrorId | Should -BeLike 'GuestUnauthorized,*'
    }

    It 'ends all the same where the token cannot be revoked, and says why' {
        $null = Connect-Sandbox $sandbox
        Add-SandboxFault $sandbox status-503 -Target tokensMe

        Disconnect-GenesysGuest -Revoke -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -Be 'The access token was not revoked (the server returned 503). It remains valid until it expires.'
        Get-GenesysConnection | Should -BeNullOrEmpty
    }

    It 'has nothing to revoke when nobody is signed in' {
        Get-ErrorOf { Disconnect-GenesysGuest -Revoke } | Should -BeNullOrEmpty
    }

    It 'leaves a connection of no use to whoever still holds it' {
        $connection = Connect-Sandbox $sandbox
        Disconnect-GenesysGuest

        $record = Get-ErrorOf { New-GenesysGuest 'Ada Lovelace' ada@example.com -Connection $connection }

        $record | Should -Not -BeNullOrEmpty
    }
}
