<#
.SYNOPSIS
    Shows the main job with the module and the sandbox: sign in, pipe in a CSV file, and get guests.

.DESCRIPTION
    'dotnet run --project samples/Quickstart' builds the module and the sandbox and then runs this script.
    The exit code is 0 only if every row becomes a guest, except the one that is invalid on purpose.

.PARAMETER Configuration
    Specifies which build of the sandbox to start.
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
    "PowerShell $($PSVersionTable.PSVersion), GenesysGuest $((Get-Module GenesysGuest).Version), and a sandbox instead of Genesys Cloud at $($sandbox.baseAddress)"
    ''
    'PS> Connect-GenesysGuest -Environment $environment -ClientId $clientId'

    # -NoBrowser shows the address. A web request then opens it, as your browser would. Port 0 selects a free port.
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

    "Each guest is a $($guests[0].GetType()). The views mask its token. The property Token returns it:"
    $guests[0] | Format-List | Out-Host
    'The row that is invalid on purpose causes an error. Its TargetObject is the row:'
    $failed | Select-Object @{ Name = 'ErrorId'; Expression = { $_.Exception.ErrorId } },
        @{ Name = 'Message'; Expression = { $_.Exception.Message } },
        @{ Name = 'Remedy'; Expression = { $_.ErrorDetails.RecommendedAction } },
        @{ Name = 'Row'; Expression = { $_.TargetObject } } | Format-List | Out-Host

    $made = @(Get-SandboxGuest $sandbox)
    "$($guests.Count) created, $($failed.Count) failed. The sandbox has $($made.Count) guests."
    $isAsExpected = $failed.Count -eq 1 -and
        $failed[0].Exception.ErrorId -eq 'InvalidGuest' -and
        -not (Compare-Object @($guests.Id) @($made.id))
}
finally {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

exit [int] (-not $isAsExpected)
