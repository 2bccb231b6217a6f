BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
}

Describe 'New-GenesysEnvironment' {
    It 'derives the three addresses of a domain' {
        $environment = New-GenesysEnvironment usw2.pure.cloud

        $environment | Should -BeOfType ([GenesysGuest.GenesysEnvironment])
        $environment.AuthorizeUri.AbsoluteUri | Should -BeExactly 'https://usw2.pure.cloud/api/v2/oauth/authorize'
        $environment.TokenUri.AbsoluteUri | Should -BeExactly 'https://usw2.pure.cloud/api/v2/oauth/token'
        $environment.GuestsUri.AbsoluteUri | Should -BeExactly 'https://usw2.pure.cloud/api/v2/externalusers/guests'
    }

    It 'knows AWS regions by name: <Region> is <Domain>' -ForEach @(
        @{ Region = 'us-east-1'; Domain = 'mypurecloud.com' }
        @{ Region = 'eu-west-1'; Domain = 'mypurecloud.ie' }
        @{ Region = 'ap-southeast-2'; Domain = 'mypurecloud.com.au' }
    ) {
        (New-GenesysEnvironment $Region).Name | Should -BeExactly $Domain
    }

    It 'derives the published hosts in the regional layout' {
        $environment = New-GenesysEnvironment mypurecloud.de -Layout Regional

        $environment.AuthorizeUri.AbsoluteUri | Should -BeExactly 'https://login.mypurecloud.de/oauth/authorize'
        $environment.TokenUri.AbsoluteUri | Should -BeExactly 'https://login.mypurecloud.de/oauth/token'
        $environment.GuestsUri.AbsoluteUri | Should -BeExactly 'https://api.mypurecloud.de/api/v2/externalusers/guests'
        $environment.DefaultScopes | Should -BeNullOrEmpty
    }

    It 'replaces each address that is given' {
        $environment = New-GenesysEnvironment mypurecloud.de -AuthorizeUri https://a.example/x -TokenUri https://t.example/y -GuestsUri https://g.example/z -Issuer https://i.example

        $environment.AuthorizeUri.AbsoluteUri | Should -BeExactly 'https://a.example/x'
        $environment.TokenUri.AbsoluteUri | Should -BeExactly 'https://t.example/y'
        $environment.GuestsUri.AbsoluteUri | Should -BeExactly 'https://g.example/z'
        $environment.Issuer | Should -BeExactly 'https://i.example'
    }

    It 'takes names from the pipeline' {
        ('us-west-2', 'mypurecloud.jp' | New-GenesysEnvironment).Name | Should -BeExactly @('usw2.pure.cloud', 'mypurecloud.jp')
    }

    It 'refuses <_> and goes no further' -ForEach 'http://mypurecloud.com', 'no domain', 'login.mypurecloud.com', 'https://user:pass@mypurecloud.com' {
        $record = Get-ErrorOf { New-GenesysEnvironment $_ }

        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidEnvironment,*'
        "$record$($record.ErrorDetails.RecommendedAction)" | Should -Not -Match 'user:pass'
    }

    It 'is made of plain text wherever -Environment stands' {
        (Get-GenesysAuthorizationUrl -Environment eu-central-1 -ClientId c).Environment.Name | Should -BeExactly 'mypurecloud.de'
    }

    It 'completes domains and regions at the prompt' {
        $line = 'Connect-GenesysGuest -Environment us-w'
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Contain 'us-west-2'
        $line = 'New-GenesysEnvironment -Name mypurecloud.c'
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText |
            Should -Be @('mypurecloud.com', 'mypurecloud.com.au')
    }
}
