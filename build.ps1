<#
.SYNOPSIS
    Builds, tests, shows, packs or cleans GenesysGuest.

.DESCRIPTION
    Build   dotnet build: all projects, and an importable module under out/GenesysGuest/<version>/. This is what happens unless a task is given.
    Test    dotnet test: the xunit tests, and the Pester suite in every PowerShell on PATH that has Pester 5.
    Demo    starts the sandbox, signs in, and pipes samples/Quickstart/guests.csv through New-GenesysGuest, in a PowerShell of its own.
    Pack    builds anew and makes out/GenesysGuest.<version>.zip, to be unpacked into a folder of $env:PSModulePath.
    Clean   removes out and every bin and obj.

    Nothing needs this script: 'dotnet build' and 'dotnet test' do the same without PowerShell.

.PARAMETER Task
    What to do, in the order given.

.PARAMETER Configuration
    Debug or Release.

.EXAMPLE
    ./build.ps1

    Builds everything in Debug.

.EXAMPLE
    ./build.ps1 Demo

    Shows the main job: sign in, pipe a CSV, get guests. The exit code is 1 if anything but the one bad row failed.

.EXAMPLE
    ./build.ps1 Clean, Test, Pack -Configuration Release

    What a release takes.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Pack', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$solution = Join-Path $PSScriptRoot 'GenesysGuest.sln'
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'GenesysGuest'
$options = '--configuration', $Configuration
$demo = '-File', [System.IO.Path]::Combine($PSScriptRoot, 'samples', 'Demo.ps1'), '-Configuration', $Configuration

function Assert-Success([string] $What) {
    if ($LASTEXITCODE -ne 0) {
        throw "$What ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    & dotnet build $solution @options
    Assert-Success 'dotnet build'
}

function Invoke-Test {
    & dotnet test $solution @options
    Assert-Success 'dotnet test'
}

function Invoke-Demo {
    Invoke-Build

    # In a process of its own: the next build could not replace assemblies that this session has loaded.
    & ([System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName) -NoProfile -NonInteractive @demo
    Assert-Success 'The demo'
}

function Invoke-Pack {
    # Nothing in the package may be left over from another build.
    if (Test-Path $module) {
        Remove-Item $module -Recurse -Force
    }

    Invoke-Build
    $version = (Get-ChildItem $module -Directory).Name
    $package = Join-Path $out "GenesysGuest.$version.zip"
    Compress-Archive -Path $module -DestinationPath $package -Force
    Get-Item $package
}

function Invoke-Clean {
    @($out) + @(
        'src', 'tests', 'samples' |
            ForEach-Object { Get-ChildItem (Join-Path $PSScriptRoot $_) -Directory -Recurse -Depth 1 } |
            Where-Object { $_.Name -in 'bin', 'obj' } |
            ForEach-Object { $_.FullName }
    ) | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
