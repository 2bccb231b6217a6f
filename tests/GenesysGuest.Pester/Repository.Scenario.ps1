<#
.SYNOPSIS
    Finds the module in a folder that is registered as a repository, saves it, and reports what was found.
#>
param(
    [string] $Repository,
    [string] $To,
    [string] $Data
)

$ErrorActionPreference = 'Stop'

# Keeps the list of repositories out of the user's own.
$env:XDG_DATA_HOME = $Data
Import-Module Microsoft.PowerShell.PSResourceGet
Register-PSResourceRepository -Name Folder -Uri $Repository -Trusted
$found = Find-PSResource GenesysGuest -Repository Folder
Save-PSResource GenesysGuest -Repository Folder -Path $To -SkipDependencyCheck
[ordered] @{
    name    = $found.Name
    version = "$($found.Version)"
    type    = "$($found.Type)"
    cmdlets = @($found.Includes.Cmdlet)
    notes   = "$($found.ReleaseNotes)".Length
} | ConvertTo-Json
