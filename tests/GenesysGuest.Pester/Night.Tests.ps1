BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Night.psm1') -Force
    $reason = Get-NightSkipReason
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Night.psm1') -Force
    $sandbox = Open-Sandbox '--rate-limit', '0', '--latency', '15'
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe "The runbook for <Kind>$reason" -Skip:([bool] $reason) -ForEach (Get-NightKind) {
    BeforeEach {
        $night = New-Night $Kind $sandbox $TestDrive
    }

    It 'has a plain night, says so in one line, and creates nobody when the same file comes again' {
        Write-Row "$($night.Inbox)/guests.csv" 25
        $first = Invoke-Night $night
        Assert-Ended $night $first 0 'Completed: 25 created, 0 failed in '
        Assert-NothingLost $night $first 25
        @($first.Text.Trim() -split "`n").Count | Should -Be 1
        @(Get-SandboxGuest $sandbox).Count | Should -Be 25

        Write-Row "$($night.Inbox)/guests.csv" 25
        $second = Invoke-Night $night
        Assert-Ended $night $second 0 'Completed: 0 created, 25 taken from the journal, 0 failed in '
        Assert-NothingLost $night $second 25
        @(Get-SandboxGuest $sandbox).Count | Should -Be 25
    }

    It 'leaves a file where it is while the service is down, and goes on when it is back' {
        Write-Row "$($night.Inbox)/guests.csv" 40
        Add-SandboxFault $sandbox -Kind status-503 -Times 10000
        $down = Invoke-Night $night -OutageTimeoutSec 1
        Assert-Ended $night $down 3 'TryAgain: 0 created, 0 failed, 40 waiting in '
        Assert-NothingLost $night $down 40

        Clear-Sandbox $sandbox
        $up = Invoke-Night $night
        Assert-Ended $night $up 0 'Completed: 40 created'
        Assert-NothingLost $night $up 40
    }

    It 'says so where its token is refused, and where its client may not create guests' {
        Write-Row "$($night.Inbox)/guests.csv" 40
        Add-SandboxFault $sandbox -Kind status-401 -Times 10000
        $refused = Invoke-Night $night
        Assert-Ended $night $refused 4 'SignInFailed: 0 created, 0 failed, 40 waiting in '
        Assert-NothingLost $night $refused 40

        Clear-Sandbox $sandbox
        Add-SandboxFault $sandbox -Kind status-403 -Times 10000
        $before = (Get-SandboxCount $sandbox).guestRequests
        $forbidden = Invoke-Night $night
        Assert-Ended $night $forbidden 5 'Misconfigured: 0 created, 0 failed, 40 waiting in .*webmessaging:guest:create.*Ask an administrator'
        Assert-NothingLost $night $forbidden 40
        (Get-SandboxCount $sandbox).guestRequests - $before | Should -BeLessThan 30 -Because 'the night is not spent on it'
    }

    It 'does nothing without a file, and does not run beside another' {
        if ($Kind -ne 'GitHub') {
            Assert-Ended $night (Invoke-Night $night) 6 'NoInput in '
        }

        $null = New-Item -ItemType Directory -Force $night.Output
        $lock = [System.IO.File]::Open("$($night.Output)/import.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            Write-Row "$($night.Inbox)/guests.csv" 10
            $beside = Invoke-Night $night
            Assert-Ended $night $beside 3 'TryAgain in .* Another import is using the folder '
            @(Get-SandboxGuest $sandbox).Count | Should -Be 0
        }
        finally {
            $lock.Dispose()
        }
    }

    It 'has rows that are wrong corrected and dropped in again' {
        Write-Row "$($night.Inbox)/guests.csv" 10 'Nobody,not-an-address,C11', ',,'
        $faulty = Invoke-Night $night
        Assert-Ended $night $faulty 2 'RowsFailed: 10 created, 1 failed, 1 empty in '
        Assert-NothingLost $night $faulty 12
        $faulty.Text | Should -Match "(?m)^\S+Z guests.csv, row 11: InvalidGuest: Email: 'not-an-address' is not an email address"

        $failed = Get-ChildItem -Recurse -File (@($night.Output, "$($night.Folder)/delivered") | Where-Object { Test-Path $_ }) -Filter guests-failed.csv | Select-Object -Last 1
        $name = if ($Kind -eq 'GitHub') { 'guests.csv' } else { 'guests-failed.csv' }
        (Get-Content -Raw $failed) -replace '"not-an-address"', '"nobody@example.com"' | Set-Content "$($night.Inbox)/$name"
        $corrected = Invoke-Night $night
        Assert-Ended $night $corrected 0 'Completed: 1 created'
        Assert-NothingLost $night $corrected 1
        @(Get-SandboxGuest $sandbox).email | Should -Contain 'nobody@example.com'
    }

    It 'keeps every token when the disk is full for the results, but not for the journal' {
        Write-Row "$($night.Inbox)/guests.csv" 200
        $null = New-Item -ItemType Directory -Force "$($night.Output)/runs"
        mount -t tmpfs -o size=8k tmpfs "$($night.Output)/runs" 2> $null
        if ($LASTEXITCODE -ne 0) {
            Set-ItResult -Skipped -Because 'this account may not mount a small disk'
            return
        }

        try {
            $full = Invoke-Night $night
            if ($Kind -ne 'Azure') { Assert-Ended $night $full 5 'Misconfigured: .* waiting in .*The results cannot be written' }
            Assert-NothingLost $night ([pscustomobject] @{ Text = $full.Text; Summary = $null }) 200
            @(Get-SandboxGuest $sandbox).Count | Should -BeGreaterThan 0
        }
        finally {
            umount "$($night.Output)/runs"
        }

        $then = Invoke-Night $night
        Assert-NothingLost $night $then 200
        @(Get-SandboxGuest $sandbox).Count | Should -Be 200
        $then.Summary.Files[0].Waiting | Should -Be 0
    }
}

Describe "The logs in the guide$reason" -Skip:([bool] $reason) {
    BeforeAll {
        $guide = [System.IO.Path]::Combine((Get-RepositoryRoot), 'docs', 'runbooks.md')

        # Replaces values that differ between runs with those in the guide.
        function ConvertTo-Guide([string] $Log) {
            $Log.Trim() -replace '(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', '2026-11-28T03:15:04Z' -replace ' in \d+\.\d s', ' in 2.4 s' -replace 'for \d+ seconds', 'for 1800 seconds' -replace '127\.0\.0\.1', 'usw2.pure.cloud'
        }

        # If GENESYSGUEST_UPDATE_GUIDE is set, the test updates the guide instead of comparing.
        function Assert-InGuide([string] $Name, [string] $Log) {
            $block = [regex]::new("(?s)(<!-- $Name -->\n``````text\n)(.*?)(``````)")
            $text = (Get-Content -Raw -Encoding utf8 $guide).Replace("`r`n", "`n")
            if ($env:GENESYSGUEST_UPDATE_GUIDE) {
                [System.IO.File]::WriteAllText($guide, $block.Replace($text, { "$($args[0].Groups[1].Value)$Log`n$($args[0].Groups[3].Value)" }))
            }

            $block.Match([System.IO.File]::ReadAllText($guide).Replace("`r`n", "`n")).Groups[2].Value.Trim() | Should -BeExactly $Log
        }
    }

    It 'are what a good night and a bad one write' {
        $night = New-Night Cron $sandbox $TestDrive
        Write-Row "$($night.Inbox)/guests.csv" 298
        Assert-InGuide 'good night' (ConvertTo-Guide (Invoke-Night $night).Text)

        Write-Row "$($night.Inbox)/guests.csv" 0 'Ada Lovelace,ada(at)example.com,C17'
        Write-Row "$($night.Inbox)/members.csv" 640
        Add-SandboxFault $sandbox -Kind status-503 -Times 10000
        Assert-InGuide 'bad night' (ConvertTo-Guide (Invoke-Night $night -OutageTimeoutSec 1).Text)
    }
}
