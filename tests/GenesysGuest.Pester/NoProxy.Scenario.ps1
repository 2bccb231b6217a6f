# Signs in with and without -NoProxy while every variable names a proxy. Runs in a separate process, because .NET reads the proxy variables only once.
param(
    [Parameter(Mandatory)] [string] $Manifest,
    [Parameter(Mandatory)] [string] $BaseAddress,
    [Parameter(Mandatory)] [string] $ClientId,
    [Parameter(Mandatory)] [string] $ClientSecret,
    [Parameter(Mandatory)] [string] $Proxy
)
$env:http_proxy = $env:HTTPS_PROXY = $env:ALL_PROXY = $Proxy
$env:no_proxy = ''
Import-Module $Manifest
$credential = [pscredential]::new($ClientId, [System.Net.NetworkCredential]::new('', $ClientSecret).SecurePassword)
function Connect-Elsewhere([hashtable] $How) {
    # A code is sent only once, so a failure is immediate. The host name never resolves (RFC 2606).
    try { $null = Connect-GenesysGuest genesys.invalid client -Code code-0123456789 -CodeVerifier ('a' * 43) @How; 'connected' } catch { $_.Exception.Message }
}
"this computer: $((Connect-GenesysGuest $BaseAddress -Credential $credential).GrantType)"
"elsewhere: $(Connect-Elsewhere @{})"
"elsewhere without: $(Connect-Elsewhere @{ NoProxy = $true })"
