<#
.SYNOPSIS
    Runs the Pester suite, writes the results as NUnit XML, and ends with exit code 0 if all tests pass.

.PARAMETER Configuration
    Specifies which build of the sandbox to test with.

.PARAMETER ResultPath
    Specifies the file for the results.

.PARAMETER PesterPath
    Specifies the Pester module to use. By default, this is the newest installed version 5 or 6.

.PARAMETER Name
    Specifies the files to run, separated by commas. By default, all files run.
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
