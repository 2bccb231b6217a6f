BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Night.psm1') -Force
    $reason = Get-NightSkipReason
    # All kinds start the same import. One is killed many times, the others often enough to show that they continue.
    $kinds = Get-NightKind | ForEach-Object { $_ + @{ Kills = if ($_.Kind -eq 'Cron') { 12 } else { 2 } } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Night.psm1') -Force
    $sandbox = Open-Sandbox '--rate-limit', '0', '--latency', '15'
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe "The runbook for <Kind>$reason" -Skip:([bool] $reason) -ForEach $kinds {
    BeforeEach {
        $night = New-Night $Kind $sandbox $TestDrive
    }

    It 'is killed <Kills> times at random moments, and goes on each time' {
        Write-Row "$($night.Inbox)/guests.csv" 300
        $moments = 1..$Kills | ForEach-Object { Get-Random -Minimum 200 -Maximum 1800 }
        foreach ($moment in $moments) {
            $process = Start-Night $night
            $null = $process.WaitForExit($moment)
            Stop-Night $night $process
            @(Get-SandboxGuest $sandbox).email | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty -Because "nobody is created twice, killed after $moments ms"
            Write-Row "$($night.Inbox)/guests.csv" 300 # again, if it was all done
        }

        $result = Invoke-Night $night
        Assert-NothingLost $night $result 300
        $file = $result.Summary.Files[0]
        $file.Waiting + $file.Failed | Should -Be 0
        $file.Created + $file.FromJournal + $file.Unknown | Should -Be 300
    }
}
