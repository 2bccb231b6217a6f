<#
.SYNOPSIS
    The main job through the module, against the sandbox: sign in, pipe a CSV, get guests. ./build.ps1 Demo builds first and then runs this.

.PARAMETER Configuration
    Which build of the sandbox to start.
#>
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$env:GENESYSGUEST_CONFIGURATION = $Configuration
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'tests', 'GenesysGuest.Pester', 'Sandbox.psm1'))
Import-BuiltModule

$sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
try {
    # With -NoBrowser the address is shown, and opened here by a web request in the place of a person. The port is any that is free.
    Connect-GenesysGuest -Environment $sandbox.baseAddress -ClientId $sandbox.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser 6>&1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.InformationRecord]) {
            $null = Open-InBrowser ([regex]::Match("$_", 'http://\S+').Value)
        }
        else {
            $_ | Format-List | Out-Host
        }
    }

    Import-Csv ([System.IO.Path]::Combine($PSScriptRoot, 'Quickstart', 'guests.csv')) -Encoding UTF8 |
        New-GenesysGuest -AttributeColumn * -OutVariable guests -ErrorVariable failed -ErrorAction SilentlyContinue |
        Out-Host

    "What comes out is a $($guests[0].GetType()), whose token is shown to nobody who does not ask for it:"
    $guests[0] | Format-List | Out-Host
    'What failed:'
    $failed | Select-Object @{ Name = 'ErrorId'; Expression = { $_.Exception.ErrorId } },
        @{ Name = 'Message'; Expression = { $_.Exception.Message } },
        @{ Name = 'Remedy'; Expression = { $_.ErrorDetails.RecommendedAction } } | Format-List | Out-Host

    $made = @(Get-SandboxGuest $sandbox)
    "$($guests.Count) created, $($failed.Count) failed; the sandbox holds $($made.Count) guests."
}
finally {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

# One row of the file is no guest, and says so. Anything else that failed is a fault.
$isAsExpected = $failed.Count -eq 1 -and
    $failed[0].Exception.ErrorId -eq 'InvalidGuest' -and
    -not (Compare-Object @($guests.Id) @($made.id))
exit [int] (-not $isAsExpected)
