BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    $sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
    $sandbox | Select-Object * -ExcludeProperty Process | ConvertTo-Json | Set-Content (Join-Path $TestDrive 'sandbox.json')
    $output = Invoke-InNewProcess -Path (Join-Path $PSScriptRoot 'Secrets.Scenario.ps1') -Argument (Get-BuiltManifest), $TestDrive
    $transcript = Get-Content -Raw (Join-Path $TestDrive 'transcript.txt')
    $secrets = Get-Content -Raw (Join-Path $TestDrive 'secrets.json') | ConvertFrom-Json

    # The host can break lines anywhere.
    $text = "$output`n$transcript" -replace '\s'
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'With every stream on, and every error shown in every detail' {
    It 'the module has much to say' {
        $text | Should -Match 'errors:[1-9]\d'
        $text | Should -Match 'VERBOSE:.*?DEBUG:.*?503fromtheguestsendpoint'
        $text | Should -Match 'SecureString'
        $text | Should -Match 'guest2@example\.com'
        $transcript | Should -Match 'InvalidGuest'
    }

    It 'the scenario met <_>' -ForEach @(
        'InvalidCallback', 'TokenRequestRejected', 'TokenRequestUnauthorized', 'TokenRequestFailed', 'AuthorizationTimedOut'
        'InvalidGuest', 'ServiceUnavailable', 'GuestRejected', 'UnexpectedResponse', 'GuestOutcomeUnknown', 'RateLimited', 'GuestUnauthorized'
    ) {
        $text | Should -Match "FullyQualifiedErrorId:$_,GenesysGuest\.Commands"
    }

    It 'no <_> appears' -ForEach @(
        'verifier', 'code', 'accessToken', 'refreshToken'
        'otherVerifier', 'otherCode', 'otherAccessToken'
        'rotatedRefreshToken', 'refreshedAccessToken'
        'clientSecret', 'basic', 'wrongSecret', 'clientAccessToken', 'renewedAccessToken'
    ) {
        $secrets.$_.Length | Should -BeGreaterThan 10
        $text.IndexOf($secrets.$_, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1
    }

    It 'no token of a guest appears' {
        $tokens = $secrets.PSObject.Properties | Where-Object Name -Like 'guestToken*' | ForEach-Object Value

        $tokens.Count | Should -BeGreaterThan 5
        $tokens | Where-Object { $text.Contains($_) } | Should -BeNullOrEmpty
    }
}

Describe 'Secrets on purpose' {
    BeforeAll {
        Import-BuiltModule
        $null = Connect-Sandbox $sandbox
        $guest = New-GenesysGuest 'Ada Lovelace' ada@example.com
        $made = Get-SandboxGuest $sandbox | Where-Object id -EQ $guest.Id
    }

    AfterAll {
        Disconnect-GenesysGuest
    }

    It 'come by property: the token of a guest, the verifier of a proof key' {
        $guest.Token | Should -BeExactly $made.token
        (New-GenesysPkce).CodeVerifier.Length | Should -Be 43
    }

    It 'come into a CSV, which is what tokens are made for' {
        $guest | ConvertTo-Csv | Out-String | Should -Match ([regex]::Escape($made.token))
    }

    It 'come as text with -AsPlainText' {
        Get-GenesysAccessToken -AsPlainText | Should -BeOfType ([string])
    }
}
