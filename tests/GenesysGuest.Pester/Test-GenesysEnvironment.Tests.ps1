BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
    $regional = Open-Sandbox '--layout', 'Regional', '--date-offset', '600'
    $deployment = '5a5a5a5a-0000-4000-8000-000000000001'

    function Get-Finding([string] $Part, [hashtable] $Given = @{}) {
        Test-GenesysEnvironment $sandbox.baseAddress @Given | Where-Object Part -EQ $Part
    }
}

AfterAll {
    Close-Sandbox $sandbox
    Close-Sandbox $regional
}

Describe 'Test-GenesysEnvironment' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'finds nothing wrong with what is whole, and creates nothing' {
        $null = Connect-Sandbox $sandbox

        $findings = Test-GenesysEnvironment -DeploymentId $deployment

        $findings | ForEach-Object { $_ | Should -BeOfType ([GenesysGuest.EnvironmentFinding]) }
        $findings.Part | Should -Be @('NameResolution', 'Proxy', 'Tls', 'Clock', 'Authorize', 'Token', 'Guests', 'TokensMe', 'IdentityResolution')
        $findings.Status | Should -Not -Contain 'Failed'
        $findings.Status | Should -Not -Contain 'Warning'
        "$($findings[-2])" | Should -Match "The token belongs to the organization 'Sandbox' and the client 'Interactive import'"
        Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
    }

    It 'says whether nothing failed, for a runbook' {
        Test-GenesysEnvironment $sandbox.baseAddress -Quiet | Should -BeTrue
        Test-GenesysEnvironment $regional.baseAddress -Quiet | Should -BeFalse
        Test-GenesysEnvironment $regional.baseAddress -Layout Regional -Quiet | Should -BeTrue
    }

    It 'names the layout that is there' {
        $failed = Test-GenesysEnvironment $regional.baseAddress | Where-Object Status -EQ Failed

        $failed.Part | Should -Be @('Authorize', 'Token')
        $failed | ForEach-Object { $_.Remedy | Should -BeLike 'The layout Regional has a *: *Use -Layout Regional.' }
    }

    It 'tells a clock that is ten minutes off' {
        $clock = Test-GenesysEnvironment $regional.baseAddress -Layout Regional | Where-Object Part -EQ Clock

        $clock.Status | Should -Be 'Warning'
        $clock.Answer | Should -Be "This computer's clock is 10 minutes behind the server's."
    }

    It 'finds <part> broken by <kind>: <status>' -ForEach @(
        @{ part = 'Authorize'; kind = 'status-404'; target = 'authorize'; status = 'Failed' }
        @{ part = 'Authorize'; kind = 'status-503'; target = 'authorize'; status = 'Warning' }
        @{ part = 'Token'; kind = 'status-404'; target = 'token'; status = 'Failed' }
        @{ part = 'Token'; kind = 'reset-before-read'; target = 'token'; status = 'Failed' }
        @{ part = 'Guests'; kind = 'status-404'; target = 'guests'; status = 'Failed' }
        @{ part = 'Guests'; kind = 'status-503'; target = 'guests'; status = 'Warning' }
        @{ part = 'TokensMe'; kind = 'status-404'; target = 'tokensMe'; status = 'Warning' }
        @{ part = 'TokensMe'; kind = 'status-401'; target = 'tokensMe'; status = 'Failed' }
        @{ part = 'TokensMe'; kind = 'wrong-content-type'; target = 'tokensMe'; status = 'Warning' }
        @{ part = 'IdentityResolution'; kind = 'status-403'; target = 'identityResolution'; status = 'Failed' }
        @{ part = 'IdentityResolution'; kind = 'status-404'; target = 'identityResolution'; status = 'Failed' }
    ) {
        $null = Connect-Sandbox $sandbox
        Add-SandboxFault $sandbox $kind -Target $target -Times 2 # both layouts, where there are two

        $finding = Get-Finding $part @{ DeploymentId = $deployment }

        $finding.Status | Should -Be $status
        $finding.Answer | Should -Not -BeNullOrEmpty
        $finding.Remedy | Should -Not -BeNullOrEmpty
    }

    It 'names a captive portal, and not where it wanted to lead' {
        foreach ($target in 'authorize', 'token') {
            Add-SandboxFault $sandbox status-302 -Target $target -Times 2 -Location 'http://portal.example/welcome?ticket=s3cret'
        }

        $failed = Test-GenesysEnvironment $sandbox.baseAddress | Where-Object Status -EQ Failed

        $failed.Part | Should -Be @('Authorize', 'Token')
        "$failed" | Should -Match 'a redirect to http://portal\.example'
        "$failed" | Should -Not -Match 's3cret'
    }

    It 'takes a port where nobody listens for what it is' {
        $findings = Test-GenesysEnvironment http://127.0.0.1:9

        ($findings | Where-Object Status -EQ Failed).Part | Should -Be @('Authorize', 'Token', 'Guests')
        "$($findings | Where-Object Part -EQ Token)" | Should -Match 'refused the connection on port 9'
    }

    It 'shows no token to an environment that the connection is not of' {
        $null = Connect-Sandbox $sandbox

        $findings = Test-GenesysEnvironment $regional.baseAddress -Layout Regional

        ($findings | Where-Object Part -EQ TokensMe).Status | Should -Be 'Skipped'
    }

    It 'tests each environment of a pipeline' {
        $quiet = $sandbox.baseAddress, $regional.baseAddress | Test-GenesysEnvironment -Quiet

        $quiet | Should -Be @($true, $false)
    }

    It 'is a table that breaks no word' {
        $table = Test-GenesysEnvironment $regional.baseAddress | Out-String -Width 80

        $table | Should -Match 'Status\s+Part\s+Answer'
        $table | Should -Match '\bRegional\b'
        ($table -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
    }

    It 'needs to know where' {
        (Get-ErrorOf { Test-GenesysEnvironment }).FullyQualifiedErrorId | Should -BeLike 'InvalidEnvironment,*'
    }
}

Describe 'The look before a sign-in' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'ends a sign-in with a browser before the browser opens, with the layout that is there' {
        $record = Get-ErrorOf { Connect-GenesysGuest $regional.baseAddress $regional.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser }

        $record.FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
        $record.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $record.ErrorDetails.RecommendedAction | Should -BeLike '*Use -Layout Regional.'
    }

    It 'ends a sign-in with a secret before the secret is sent' {
        $credential = Get-SandboxCredential $regional

        $record = Get-ErrorOf { Connect-GenesysGuest $regional.baseAddress -Credential $credential }

        $record.FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
        $connection = Connect-GenesysGuest $regional.baseAddress -Credential $credential -Layout Regional -WarningVariable warnings -WarningAction SilentlyContinue
        $connection.OrganizationName | Should -Be 'Sandbox'
        "$warnings" | Should -BeLike "This computer's clock is 10 minutes behind the server's.*"
    }

    It 'says that the client is not known, which the browser would show' {
        $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress sandbox-clent -RedirectUri http://127.0.0.1:0/callback -NoBrowser }

        $record.FullyQualifiedErrorId | Should -BeLike 'AuthorizationDenied,*'
        $record.ErrorDetails.RecommendedAction | Should -Match 'sandbox-clent.*region.*-SkipEnvironmentCheck'
    }

    It 'can be left out' {
        $before = (Get-SandboxCount $sandbox).tokenRequests
        $credential = Get-SandboxCredential $sandbox

        $null = Connect-GenesysGuest $sandbox.baseAddress -Credential $credential -SkipEnvironmentCheck

        (Get-SandboxCount $sandbox).tokenRequests - $before | Should -Be 1
    }
}
