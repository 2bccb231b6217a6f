BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'Get-GenesysConnection' {
    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'is the connection that was made last' {
        $first = Connect-Sandbox $sandbox
        $second = Connect-Sandbox $sandbox

        Get-GenesysConnection | Should -Be $second
        Get-GenesysConnection | Should -Not -Be $first
    }

    It 'shows where, as whom and how long' {
        $null = Connect-Sandbox $sandbox

        $shown = Get-GenesysConnection | Format-List | Out-String

        $shown | Should -Match ([regex]::Escape($sandbox.baseAddress))
        $shown | Should -Match $sandbox.clientId
        $shown | Should -Match 'ExpiresAt'
        $shown | Should -Match 'webmessaging:guest:create externalusers:write'
    }

    It 'shows the organization, because people sign in to the wrong one' {
        $null = Connect-Sandbox $sandbox

        Get-GenesysConnection | Format-Table | Out-String | Should -Match '(?s)Organization.*\bSandbox\b'
        $list = Get-GenesysConnection | Format-List | Out-String
        $list | Should -Match 'OrganizationName\s+: Sandbox'
        $list | Should -Match 'ClientName\s+: Interactive import'
    }

    It 'does without, where the service does not say' {
        Add-SandboxFault $sandbox status-404 -Target tokensMe
        $connection = Connect-Sandbox $sandbox

        $connection.OrganizationId | Should -BeNullOrEmpty
        $connection | Format-Table | Out-String | Should -Match 'unknown'
    }

    It 'is nothing when you are not signed in, and no error' {
        Get-ErrorOf { Get-GenesysConnection } | Should -BeNullOrEmpty
        Get-GenesysConnection | Should -BeNullOrEmpty
    }

    It 'shows in local time when the token runs out' {
        $connection = Connect-Sandbox $sandbox

        $connection | Format-List | Out-String | Should -Match "ExpiresAt +: $([regex]::Escape("$($connection.ExpiresAt.LocalDateTime.ToString())"))"
    }
}
