<#
.SYNOPSIS
    Does the main job in a session with another culture, and returns the results as JSON.
#>
param(
    [string] $Culture,
    [string] $Manifest,
    [string] $BaseAddress,
    [string] $ClientId,
    [string] $ClientSecret
)

$ErrorActionPreference = 'Stop'
[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentCulture = $Culture
Import-Module $Manifest
$secret = [System.Net.NetworkCredential]::new('', $ClientSecret).SecurePassword
$null = connect-genesysguest $BaseAddress -CREDENTIAL ([pscredential]::new($ClientId, $secret))
$row = [pscustomobject] @{
    DISPLAYNAME = 'Ada'
    EMAIL       = 'ada@example.com'
    TIER        = 'gold'
    SHARE       = 0.25
    SINCE       = [datetime]::new(2024, 5, 6, 7, 8, 9, [System.DateTimeKind]::Utc)
}
$guest = $row | NEW-GENESYSGUEST -ATTRIBUTECOLUMN tier, share, since
New-GenesysGuest Nobody nowhere -ErrorVariable failed -ErrorAction SilentlyContinue
[ordered] @{
    culture = [cultureinfo]::CurrentCulture.Name
    proof   = "$((1.5).ToString()) $([datetime]::new(2024, 5, 6).ToString('d'))"
    name    = $guest.Name
    view    = "$($guest | Format-Table | Out-String)$(Get-GenesysConnection | Format-List | Out-String)"
    error   = $failed[0].FullyQualifiedErrorId
    region  = (New-GenesysEnvironment EU-WEST-1).Name
} | ConvertTo-Json
