BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--latency', '300', '--auto-approve'
    $connection = Connect-Sandbox $sandbox
    $rows = 1..30 | ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com" } }
    $rows += [pscustomobject] @{ Name = ''; Email = '' }
    $rows += [pscustomobject] @{ Name = 'Nobody'; Email = 'not-an-address' }

    # Reads the progress records from a separate shell, because this one shows none.
    function Get-Progress([string] $Code) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($Manifest, $Given, $GivenRows, $Code)
                $ProgressPreference = 'Continue'
                Import-Module $Manifest
                $connection = $Given
                $rows = $GivenRows
                Invoke-Expression $Code
            }).AddArgument((Get-BuiltManifest)).AddArgument($connection).AddArgument($rows).AddArgument($Code).Invoke()
            $shell.Streams.Progress.ReadAll() | Where-Object Activity -EQ 'Creating guests'
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

Describe 'The progress bar' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'says how much is done and how long the rest takes, <Case>' -TestCases @(
        @{ Case = 'of rows given as a whole'; Code = 'New-GenesysGuest -InputObject $rows -ThrottleLimit 4 -Connection $connection' }
        @{ Case = 'of rows that are counted'; Code = '$rows | New-GenesysGuest -TotalCount $rows.Count -ThrottleLimit 4 -Connection $connection' }
    ) {
        $records = @(Get-Progress $Code)
        $during = @($records | Where-Object RecordType -EQ Processing)

        $during.Count | Should -BeGreaterThan 2
        $during[-1].StatusDescription | Should -Match '^\d+ of 32: \d+ created, [01] failed'
        $done = $during | ForEach-Object { [int] ($_.StatusDescription -split ' ')[0] }
        $during.PercentComplete | Should -Be ($done | ForEach-Object { [math]::Floor(100 * $_ / 32) })
        $during.PercentComplete | Should -Be ($during.PercentComplete | Sort-Object)
        $during[-1].PercentComplete | Should -BeGreaterThan $during[0].PercentComplete
        $during[-1].SecondsRemaining | Should -BeIn (0..60)
        $records[-1].RecordType | Should -Be Completed
    }

    It 'does not make up an end that nobody knows' {
        $during = @(Get-Progress '$rows | New-GenesysGuest -ThrottleLimit 4 -Connection $connection' | Where-Object RecordType -EQ Processing)

        $during.StatusDescription | Should -Not -Match ' of '
        $during.PercentComplete | Sort-Object -Unique | Should -Be -1
        $during.SecondsRemaining | Sort-Object -Unique | Should -Be -1
        $during[-1].CurrentOperation | Should -Match '^\d+ rows in progress$'
    }

    It 'shows a wait for the rate limit as a wait, in words, first of all' {
        Add-SandboxFault $sandbox -Kind status-429 -RetryAfter 2

        $waits = @(Get-Progress 'New-GenesysGuest -InputObject $rows -ThrottleLimit 4 -Connection $connection' | Where-Object StatusDescription -Match '^Waiting [12] s for the rate limit: \d+ of 32: ')

        $waits.Count | Should -BeGreaterThan 0
        $waits.CurrentOperation | Should -Match '^Waiting [12] s for the rate limit$'
    }

    It 'shows a wait for a service that is down as a wait' {
        $connection = Connect-Sandbox $sandbox # of its own: its circuit breaker stays open
        Add-SandboxFault $sandbox -Kind status-503 -Times 1000

        $waits = @(Get-Progress 'New-GenesysGuest -InputObject $rows -ThrottleLimit 8 -MaxRetryCount 4 -OutageTimeoutSec 5 -Connection $connection' | Where-Object StatusDescription -Match '^Waiting for the service, which has been failing for \d+ s: ')

        $waits.Count | Should -BeGreaterThan 0
    }
}

Describe '-SummaryVariable' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'is set where the first error ends the pipeline' {

        try {
            $rows | New-GenesysGuest -Connection $connection -ThrottleLimit 4 -SummaryVariable summary -ErrorAction Stop > $null
        }
        catch {
            $null = $_
        }

        $summary.Created + $summary.NotAttempted | Should -Be 30
        $summary.Failed | Should -Be 1
        $summary.PassedOver | Should -Be 1
        "$summary" | Should -Match ', 1 empty row skipped in '
    }

    It 'is set where a later command wants no more' {
        $null = $rows | New-GenesysGuest -Connection $connection -ThrottleLimit 4 -SummaryVariable summary | Select-Object -First 3

        $summary.Created | Should -BeGreaterOrEqual 3
    }
}
