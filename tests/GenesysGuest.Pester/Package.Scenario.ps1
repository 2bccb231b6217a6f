<#
.SYNOPSIS
    Imports the module as users have it, from a folder of $env:PSModulePath, and says which one came and that it works.
#>
param(
    [string] $ModulePath,
    [string] $Version
)

$ErrorActionPreference = 'Stop'
$env:PSModulePath = "$ModulePath$([System.IO.Path]::PathSeparator)$env:PSModulePath"
$asked = @{}
if ($Version) { $asked.RequiredVersion = $Version }
$module = Import-Module GenesysGuest @asked -PassThru
[ordered] @{
    version   = "$($module.Version)"
    base      = $module.ModuleBase
    assembly  = (Get-Command New-GenesysPkce).ImplementingType.Assembly.Location
    library   = [GenesysGuest.Guest].Assembly.Location
    challenge = (New-GenesysPkce -CodeVerifier dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk).CodeChallenge
    synopsis  = (Get-Help New-GenesysGuest).Synopsis
} | ConvertTo-Json
