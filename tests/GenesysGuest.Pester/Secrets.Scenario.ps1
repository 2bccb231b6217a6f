<#
.SYNOPSIS
    Uses every feature of the module with every stream and a transcript on, and writes the secrets that it used to a file.
#>
param(
    [string] $Manifest,
    [string] $Folder
)

$ErrorActionPreference = 'Continue'
Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1')
Import-Module $Manifest
# The values come from a file, because a transcript begins with the command line.
$place = Get-Content -Raw (Join-Path $Folder 'sandbox.json') | ConvertFrom-Json
$secrets = [ordered] @{}
$null = Start-Transcript (Join-Path $Folder 'transcript.txt')

# From here, the session shows every stream. The functions of Sandbox.psm1 stay silent, because they are not part of the module.
$VerbosePreference = 'Continue'
$DebugPreference = 'Continue'
$InformationPreference = 'Continue'

function Show-All {
    # Shows an object in every way that PowerShell does on its own.
    $input | ForEach-Object {
        $_ | Out-Host
        $_ | Format-Table | Out-Host
        $_ | Format-List | Out-Host
        $_ | Format-Wide | Out-Host
        # After an object of another type, the object's own view doesn't apply.
        [version] '1.0', $_ | Out-Host
        "$_" | Out-Host
    }
}

function Read-Secret([securestring] $Secret) {
    [System.Net.NetworkCredential]::new('', $Secret).Password
}

function Read-Code([string] $Callback) {
    [regex]::Match($Callback, 'code=([^&]+)').Groups[1].Value
}

# Sign in, step by step.
$pkce = New-GenesysPkce
$secrets.verifier = $pkce.CodeVerifier
$pkce | Show-All
$request = $pkce | Get-GenesysAuthorizationUrl -Environment $place.baseAddress -ClientId $place.clientId
$request | Show-All
$request | Format-List * -Force | Out-Host
$callback = Get-Callback $request
$secrets.code = Read-Code $callback
$connection = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback
$connection | Show-All
$connection | Format-List * -Force | Out-Host
ConvertTo-Json $connection -Depth 5 -WarningAction SilentlyContinue | Out-Host
$secrets.accessToken = Get-GenesysAccessToken -AsPlainText
$secrets.refreshToken = Read-Secret $connection.RefreshToken
Get-GenesysAccessToken | Show-All

# Use the same request again. It is refused, and the error doesn't contain it.
Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback

# Sign in with a code and a verifier: once successfully, and once with a server whose error repeats them.
$other = New-GenesysPkce
$secrets.otherVerifier = $other.CodeVerifier
$callback = Get-Callback ($other | Get-GenesysAuthorizationUrl -Environment $place.baseAddress -ClientId $place.clientId)
$secrets.otherCode = Read-Code $callback
Add-SandboxFault $place status-400 -Target token -Times 2 -Body (@{ error = 'invalid_grant'; error_description = "code $($secrets.otherCode) and verifier $($secrets.otherVerifier)" } | ConvertTo-Json)
Connect-GenesysGuest $place.baseAddress $place.clientId -Code $secrets.otherCode -CodeVerifier $secrets.otherVerifier
Connect-GenesysGuest $place.baseAddress $place.clientId -Code $secrets.otherCode -CodeVerifier $secrets.otherVerifier | Show-All
Connect-GenesysGuest $place.baseAddress $place.clientId -Code $secrets.otherCode -CodeVerifier $secrets.otherVerifier
$secrets.otherAccessToken = Get-GenesysAccessToken -AsPlainText

# Use a refresh token, and then use it a second time after it was replaced.
$connection = Connect-GenesysGuest $place.baseAddress $place.clientId -RefreshToken $secrets.refreshToken
$connection | Show-All
$secrets.rotatedRefreshToken = Read-Secret $connection.RefreshToken
$secrets.refreshedAccessToken = Get-GenesysAccessToken -AsPlainText
Add-SandboxFault $place status-500 -Target token -Times 2 -Body "{`"refresh_token`":`"$($secrets.rotatedRefreshToken)`",`"message`":`"no: refresh_token=$($secrets.rotatedRefreshToken)`"}"
Connect-GenesysGuest $place.baseAddress $place.clientId -RefreshToken $secrets.rotatedRefreshToken
Connect-GenesysGuest $place.baseAddress $place.clientId -RefreshToken $secrets.refreshToken

# Use a client secret: correct, wrong, and with a lost response.
$secrets.clientSecret = $place.confidentialClientSecret
$secrets.basic = [Convert]::ToBase64String([System.Text.Encoding]::ASCII.GetBytes("$($place.confidentialClientId):$($place.confidentialClientSecret)"))
$secrets.wrongSecret = 'a-secret-that-is-wrong'
$credential = [pscredential]::new($place.confidentialClientId, [System.Net.NetworkCredential]::new('', $secrets.clientSecret).SecurePassword)
$wrong = [pscredential]::new($place.confidentialClientId, [System.Net.NetworkCredential]::new('', $secrets.wrongSecret).SecurePassword)
Connect-GenesysGuest $place.baseAddress -Credential $wrong
Add-SandboxFault $place reset-after-create -Target token
Connect-GenesysGuest $place.baseAddress -Credential $credential
Connect-GenesysGuest $place.baseAddress -Credential $credential | Show-All
$secrets.clientAccessToken = Get-GenesysAccessToken -AsPlainText

# Create guests: valid rows, an invalid row, and one failure of each kind, some with a body that repeats the token.
$rows = 1..3 | ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com"; Tier = 'gold' } }
$rows | New-GenesysGuest -AttributeColumn * -Verbose -Debug | Show-All
[pscustomobject] @{ Name = 'Nobody'; Email = 'nowhere' } | New-GenesysGuest -Verbose -Debug
New-GenesysGuest 'Ada Lovelace' ada@example.com -WhatIf
Add-SandboxFault $place status-503 -Body "{`"message`":`"down`",`"code`":`"down`",`"request`":{`"authorization`":`"Bearer $($secrets.clientAccessToken)`",`"access_token`":`"$($secrets.clientAccessToken)`"}}"
New-GenesysGuest 'Ada Lovelace' ada@example.com -MaxRetryCount 0 -Verbose -Debug
Add-SandboxFault $place status-400 -Body "{`"message`":`"bad request with Bearer $($secrets.clientAccessToken)`",`"code`":`"bad.request`"}"
New-GenesysGuest 'Ada Lovelace' ada@example.com -Verbose -Debug
foreach ($kind in 'malformed', 'missing-id', 'truncated', 'reset-after-create') {
    Add-SandboxFault $place $kind
    New-GenesysGuest 'Ada Lovelace' ada@example.com -MaxRetryCount 0 -Verbose -Debug
}

Invoke-Sandbox -Sandbox $place -Method POST -Path expire-tokens
New-GenesysGuest 'Ada Lovelace' ada@example.com -Verbose -Debug | Show-All
$secrets.renewedAccessToken = Get-GenesysAccessToken -AsPlainText
Add-SandboxFault $place status-429 -RetryAfter 7200
New-GenesysGuest 'Ada Lovelace' ada@example.com -Verbose -Debug
Connect-GenesysGuest $place.baseAddress -AccessToken $secrets.accessToken | Show-All
New-GenesysGuest 'Ada Lovelace' ada@example.com -Verbose -Debug
Connect-GenesysGuest $place.baseAddress $place.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser -TimeoutSec 1

$number = 0
foreach ($guest in Get-SandboxGuest $place) { $secrets["guestToken$((++$number))"] = $guest.token }

# Show every error in full.
"errors: $($Error.Count)" | Out-Host
$Error | Format-List * -Force | Out-Host
$Error | ForEach-Object { $_.Exception | Format-List * -Force } | Out-Host
if (Get-Command Get-Error -ErrorAction Ignore) { Get-Error -Newest $Error.Count | Out-Host }

Disconnect-GenesysGuest
$null = Stop-Transcript
$secrets | ConvertTo-Json | Set-Content (Join-Path $Folder 'secrets.json')
