<#
.SYNOPSIS
    Finds the module in a folder that is a repository, saves it, and says what was found.
#>
param(
    [string] $Repository,
    [string] $To,
    [string] $Data
)

$ErrorActionPreference = 'Stop'

# The list of repositories is the user's. This one lies elsewhere.
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
