<#
.SYNOPSIS
    Opens a prompt for experiments, with the module, a sandbox instead of Genesys Cloud, and files to import.

.DESCRIPTION
    'dotnet run --project samples/Playground' builds the module and the sandbox and then opens this prompt.
    $environment and $clientId belong to the sandbox. The files are in the current folder. When you type exit, the script removes the folder and stops the sandbox.

.PARAMETER Configuration
    Specifies which build of the sandbox to start.
#>
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$env:GENESYSGUEST_CONFIGURATION = $Configuration
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'tests', 'GenesysGuest.Pester', 'Sandbox.psm1'))
Import-BuiltModule
if (-not [Console]::IsInputRedirected) {
    Import-Module PSReadLine -ErrorAction Ignore # a nested prompt does not load it, and Tab needs it
}

function prompt { 'playground> ' }

$folder = New-Item ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "genesysguest-$([guid]::NewGuid())")) -ItemType Directory
$sandbox = Open-Sandbox '--any-loopback-port', '--rate-window', '5'
try {
    $environment = $sandbox.baseAddress
    $clientId = $sandbox.regionalClientId
    Copy-Item (Join-Path $PSScriptRoot '*.csv') $folder
    1..5000 |
        ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com"; Tier = ('gold', 'silver', 'bronze')[$_ % 3]; CrmId = 100000 + $_ } } |
        Export-Csv (Join-Path $folder 'large.csv') -NoTypeInformation -Encoding utf8
    Set-Location $folder

    @"
The sandbox is at $environment and permits 300 requests in 5 seconds.
Files: customers.csv, good.csv, faulty.csv (a dozen problems), large.csv (5,000 rows).
Type exit to leave. Try these commands:

    Connect-GenesysGuest `$environment `$clientId -Layout Regional
    Import-Csv customers.csv | Set-GenesysContact -ExternalSource CRM -ExternalIdColumn CrmId
    Import-Csv faulty.csv | New-GenesysGuest -AttributeColumn Tier
    Import-Csv large.csv | New-GenesysGuest -AttributeColumn Tier -JournalPath run.jsonl | Export-Csv tokens.csv

"@ | Out-Host
    $ErrorActionPreference = 'Continue'
    $Host.EnterNestedPrompt()
}
finally {
    Set-Location $PSScriptRoot
    Close-Sandbox $sandbox
    Remove-Item $folder -Recurse -Force
}
