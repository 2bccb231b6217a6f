<#
.SYNOPSIS
    Runs the Pester suite, writes its results as NUnit XML, and ends with exit code 0 where all tests passed.

.PARAMETER Configuration
    Which build of the sandbox to test against.

.PARAMETER ResultPath
    Where the results go.

.PARAMETER PesterPath
    The Pester to use. If you leave it out, it is the newest 5 or 6 that is installed.

.PARAMETER Name
    The files to run, separated by commas. If you leave it out, all of them run.
#>
param(
    [Parameter(Mandatory)]
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration,

    [Parameter(Mandatory)]
    [string] $ResultPath,

    [string] $PesterPath,

    [string] $Name = '*.Tests.ps1'
)

$env:GENESYSGUEST_CONFIGURATION = $Configuration
if ($PesterPath) {
    Import-Module $PesterPath -ErrorAction Stop
}
else {
    Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 6.99 -ErrorAction Stop
}

$run = New-PesterConfiguration
$run.Run.Path = @($Name -split ',' | ForEach-Object { Join-Path $PSScriptRoot $_ })
$run.Run.Exit = $true
$run.Output.Verbosity = 'Normal'
$run.Output.RenderMode = 'Plaintext'
$run.TestResult.Enabled = $true
$run.TestResult.OutputFormat = 'NUnitXml'
$run.TestResult.OutputPath = $ResultPath
Invoke-Pester -Configuration $run
