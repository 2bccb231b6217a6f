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

        (Get-ErrorOf { Get-GenesysConnection }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
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

    It 'leaves a connection of no use to whoever still holds it' {
        $connection = Connect-Sandbox $sandbox
        Disconnect-GenesysGuest

        $record = Get-ErrorOf { New-GenesysGuest 'Ada Lovelace' ada@example.com -Connection $connection }

        $record | Should -Not -BeNullOrEmpty
    }
}
