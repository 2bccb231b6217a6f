<#
.SYNOPSIS
    Counts the results of 'dotnet test' in TestResults, including the Pester suite. Fails if a test failed, if the suite did not run, or if a test was skipped for an unexpected reason.
#>
$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$results = Join-Path $root 'TestResults'

# Pester's results contain no reason for a skip. These tests are skipped if PSScriptAnalyzer is not installed.
$needsAnalyzer = '^PSScriptAnalyzer\.|\.is to the analyzer''s liking: '

# These tests are skipped if the account may not mount a small disk to fill it.
$needsMount = 'keeps every token when the disk is full for the results'

# The only reasons for which a test may be skipped here.
$known = @(
    'because PSScriptAnalyzer is not installed$'
    '^Needs an account that may mount a disk'
    '^Chromium is not installed\.$'
    '^chromedriver is not installed\.$'
    '^There is no mono on PATH'
    '^Node\.js is not installed\.$'
    '^npm is not installed\.$'
    '^npm could not install the (vendor''s SDK|OAuth server): (?!EINTEGRITY|EUSAGE|EJSONPARSE)' # a missing network is a valid reason, a package that differs from the lock file is not
    '^This machine has no IPv6 loopback address'
    '^Needs Linux and an IPv4 address besides loopback'
)

[xml] $trx = Get-Content -Raw -Encoding utf8 (Join-Path $results 'tests.trx')
$tests = foreach ($test in $trx.TestRun.Results.UnitTestResult) {
    $reason = $test.SelectSingleNode('*[local-name()="Output"]/*[local-name()="ErrorInfo"]/*[local-name()="Message"]').InnerText
    [pscustomobject] @{ Name = $test.testName; Outcome = @{ Passed = 'Passed'; NotExecuted = 'Skipped' }[$test.outcome] ?? 'Failed'; Reason = $reason }
}

$faults = @()
$files = @(Get-ChildItem ([System.IO.Path]::Combine($root, 'tests', 'GenesysGuest.Pester')) -Filter *.Tests.ps1)
$suites = @(Get-ChildItem $results -Filter 'pester-*.xml')
if (-not $suites) {
    $faults += 'The Pester suite did not run.'
}

$ran = @()
$tests += foreach ($suite in $suites) {
    [xml] $run = Get-Content -Raw -Encoding utf8 $suite.FullName
    $cases = $run.SelectNodes('//test-case')
    $ran += @($run.SelectNodes('//test-suite[@name]').name | ForEach-Object { Split-Path $_ -Leaf })

    foreach ($test in $cases) {
        $reason = $test.SelectSingleNode('reason/message').InnerText
        if (-not $reason -and $test.name -match $needsAnalyzer -and -not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            $reason = 'because PSScriptAnalyzer is not installed'
        }
        elseif (-not $reason -and $test.name -match $needsMount) {
            $reason = 'Needs an account that may mount a disk'
        }

        [pscustomobject] @{ Name = $test.name; Outcome = @{ Success = 'Passed'; Ignored = 'Skipped'; Inconclusive = 'Skipped' }[$test.result] ?? 'Failed'; Reason = $reason }
    }
}

$faults += $files.Name | Where-Object { $_ -notin $ran } | ForEach-Object { "$_ did not run." }

$skipped = @($tests | Where-Object Outcome -EQ Skipped)
foreach ($test in $skipped) {
    "Skipped: $($test.Name): $($test.Reason)"
    if (-not ($known | Where-Object { $test.Reason -match $_ })) {
        $faults += "$($test.Name) was skipped, and its reason is not known: '$($test.Reason)'"
    }
}

$faults
$failed = @($tests | Where-Object Outcome -EQ Failed).Count
"$(@($tests | Where-Object Outcome -EQ Passed).Count) passed, $failed failed, $($skipped.Count) skipped"
exit [int] ($failed -gt 0 -or $faults.Count -gt 0)
