BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
}

Describe 'New-GenesysPkce' {
    It 'makes a verifier of 43 characters and its S256 challenge' {
        $pkce = New-GenesysPkce

        $pkce | Should -BeOfType ([GenesysGuest.Pkce])
        $pkce.CodeVerifier | Should -MatchExactly '^[A-Za-z0-9_-]{43}$'
        $pkce.CodeChallenge | Should -MatchExactly '^[A-Za-z0-9_-]{43}$'
        $pkce.CodeChallengeMethod | Should -BeExactly 'S256'
    }

    It 'never makes the same one twice' {
        (1..20 | ForEach-Object { (New-GenesysPkce).CodeVerifier } | Sort-Object -Unique).Count | Should -Be 20
    }

    It 'makes a verifier of <Characters> characters from <Bytes> bytes' -ForEach @(
        @{ Bytes = 32; Characters = 43 }
        @{ Bytes = 64; Characters = 86 }
        @{ Bytes = 96; Characters = 128 }
    ) {
        (New-GenesysPkce -VerifierLength $Bytes).CodeVerifier.Length | Should -Be $Characters
    }

    It 'refuses <_> bytes' -ForEach 31, 97 {
        { New-GenesysPkce -VerifierLength $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'derives the challenge of RFC 7636 appendix B' {
        (New-GenesysPkce -CodeVerifier 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk').CodeChallenge |
            Should -BeExactly 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    }

    It 'takes a verifier as SecureString' {
        $verifier = [System.Net.NetworkCredential]::new('', 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk').SecurePassword

        (New-GenesysPkce -CodeVerifier $verifier).CodeChallenge | Should -BeExactly 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    }

    It 'refuses a verifier that is none, and does not repeat it' {
        $record = Get-ErrorOf { New-GenesysPkce -CodeVerifier 'too-short-a-verifier' }

        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $record.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $record.Exception.Message | Should -Not -Match 'too-short'
    }
}
