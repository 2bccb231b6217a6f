<#
.SYNOPSIS
    The main job through the module, against the sandbox: sign in, pipe a CSV file, get guests.

.DESCRIPTION
    'dotnet run --project samples/Quickstart' builds the module and the sandbox and then runs this.
    The exit code is 0 only if every row became a guest but the one that is wrong on purpose.

.PARAMETER Configuration
    Which build of the sandbox to start.
#>
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

$env:GENESYSGUEST_CONFIGURATION = $Configuration
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'tests', 'GenesysGuest.Pester', 'Sandbox.psm1'))
Import-BuiltModule
$isAsExpected = $false

$sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
try {
    "PowerShell $($PSVersionTable.PSVersion), GenesysGuest $((Get-Module GenesysGuest).Version), and a sandbox in place of Genesys Cloud at $($sandbox.baseAddress)"
    ''
    'PS> Connect-GenesysGuest -Environment $environment -ClientId $clientId'

    # -NoBrowser shows the address, and a web request takes the place of the person who opens it. The port is any that is free.
    Connect-GenesysGuest -Environment $sandbox.baseAddress -ClientId $sandbox.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser 6>&1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.InformationRecord]) {
            $null = Open-InBrowser ([regex]::Match("$_", 'http://\S+').Value)
        }
        else {
            $_ | Format-List | Out-Host
        }
    }

    'PS> Import-Csv guests.csv | New-GenesysGuest -AttributeColumn *'
    Import-Csv (Join-Path $PSScriptRoot 'guests.csv') -Encoding UTF8 |
        New-GenesysGuest -AttributeColumn * -OutVariable guests -ErrorVariable failed -ErrorAction SilentlyContinue |
        Out-Host

    "Each is a $($guests[0].GetType()). Its token stays hidden until you ask for it by name:"
    $guests[0] | Format-List | Out-Host
    'The row that is wrong on purpose is an error that carries the row:'
    $failed | Select-Object @{ Name = 'ErrorId'; Expression = { $_.Exception.ErrorId } },
        @{ Name = 'Message'; Expression = { $_.Exception.Message } },
        @{ Name = 'Remedy'; Expression = { $_.ErrorDetails.RecommendedAction } },
        @{ Name = 'Row'; Expression = { $_.TargetObject } } | Format-List | Out-Host

    $made = @(Get-SandboxGuest $sandbox)
    "$($guests.Count) created, $($failed.Count) failed; the sandbox holds $($made.Count) guests."
    $isAsExpected = $failed.Count -eq 1 -and
        $failed[0].Exception.ErrorId -eq 'InvalidGuest' -and
        -not (Compare-Object @($guests.Id) @($made.id))
}
finally {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

exit [int] (-not $isAsExpected)
