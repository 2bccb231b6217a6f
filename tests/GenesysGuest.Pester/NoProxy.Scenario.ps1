# In a process of its own, because a platform reads its proxy variables once: signs in without and with -NoProxy where the proxy is dead.
param(
    [Parameter(Mandatory)] [string] $Manifest,
    [Parameter(Mandatory)] [string] $BaseAddress,
    [Parameter(Mandatory)] [string] $ClientId,
    [Parameter(Mandatory)] [string] $ClientSecret
)
$env:http_proxy = 'http://127.0.0.1:1'
$env:no_proxy = ''
Import-Module $Manifest
$credential = [pscredential]::new($ClientId, [System.Net.NetworkCredential]::new('', $ClientSecret).SecurePassword)
try {
    $null = Connect-GenesysGuest $BaseAddress -Credential $credential
    'with the proxy: connected'
} catch {
    "with the proxy: $($_.FullyQualifiedErrorId)"
}
"without: $((Connect-GenesysGuest $BaseAddress -Credential $credential -NoProxy).GrantType)"
