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

    It 'is an error when nobody has signed in' {
        (Get-ErrorOf { Get-GenesysConnection }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }
}
