<#
.SYNOPSIS
    Imports the module from a folder of $env:PSModulePath, as users do, and reports its version and whether it works.
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
