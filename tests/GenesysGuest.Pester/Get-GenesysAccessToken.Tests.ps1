BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'Get-GenesysAccessToken' {
    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'is a SecureString unless text is asked for' {
        $null = Connect-Sandbox $sandbox

        $secret = Get-GenesysAccessToken
        $text = Get-GenesysAccessToken -AsPlainText

        $secret | Should -BeOfType ([securestring])
        $text | Should -BeOfType ([string])
        [System.Net.NetworkCredential]::new('', $secret).Password | Should -BeExactly $text
    }

    It 'is the same token for as long as it is good' {
        $null = Connect-Sandbox $sandbox

        Get-GenesysAccessToken -AsPlainText | Should -BeExactly (Get-GenesysAccessToken -AsPlainText)
    }

    It 'is the new token once the server has refused the old one' {
        $null = Connect-Sandbox $sandbox
        $old = Get-GenesysAccessToken -AsPlainText
        Invoke-Sandbox -Sandbox $sandbox -Method POST -Path expire-tokens

        $null = New-GenesysGuest 'Ada Lovelace' ada@example.com

        Get-GenesysAccessToken -AsPlainText | Should -Not -Be $old
    }

    It 'is the token of the connection that is piped in' {
        $other = Connect-Sandbox $sandbox
        $expected = Get-GenesysAccessToken -AsPlainText
        $null = Connect-Sandbox $sandbox

        $other | Get-GenesysAccessToken -AsPlainText | Should -BeExactly $expected
    }

    It 'is an error when nobody has signed in' {
        (Get-ErrorOf { Get-GenesysAccessToken }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }
}
