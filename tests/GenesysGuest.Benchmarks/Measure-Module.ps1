<#
.SYNOPSIS
    Creates guests in one of three ways and says how long it took, as one line of JSON.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)][string] $Module,
    [Parameter(Mandatory)][ValidateSet('Module', 'InTurn', 'Parallel')][string] $Side,
    [Parameter(Mandatory)][string] $BaseAddress,
    [Parameter(Mandatory)][string] $ClientId,
    [Parameter(Mandatory)][int] $Rows,
    [Parameter(Mandatory)][int] $Throttle
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$secret = ConvertTo-SecureString $env:GENESYSCLOUD_OAUTHCLIENT_SECRET -AsPlainText -Force
$connection = Connect-GenesysGuest $BaseAddress -Credential ([pscredential]::new($ClientId, $secret))
$token = Get-GenesysAccessToken -AsPlainText
$uri = $connection.Environment.GuestsUri

# The rows are there before the clock runs, as Import-Csv would have made them.
$guests = foreach ($number in 1..$Rows) {
    [pscustomobject]@{ Name = "Guest $number"; Email = "guest$number@example.com"; tier = 'gold'; locale = 'en-US' }
}
$call = {
    param($row, $uri, $token)
    $body = @{ name = $row.Name; email = $row.Email; customAttributes = @{ tier = $row.tier; locale = $row.locale } } | ConvertTo-Json -Compress
    Invoke-RestMethod -Method Post -Uri $uri -Headers @{ Authorization = "Bearer $token" } -ContentType 'application/json' -Body $body
}
$null = & $call $guests[0] $uri $token
if ($Side -eq 'Module') {
    # As warm as the loop that it is compared with, which has run in its process before.
    1..10000 | ForEach-Object {
        [pscustomobject]@{ Name = "Guest $_"; Email = "guest$_@example.com"; tier = 'gold'; locale = 'en-US' }
    } | New-GenesysGuest -AttributeColumn tier, locale -ThrottleLimit $Throttle > $null
}

[GC]::Collect()
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$processor = $process.TotalProcessorTime
$clock = [System.Diagnostics.Stopwatch]::StartNew()
switch ($Side) {
    'Module' { $guests | New-GenesysGuest -AttributeColumn tier, locale -ThrottleLimit $Throttle > $null }
    'InTurn' { foreach ($row in $guests) { $null = & $call $row $uri $token } }
    'Parallel' {
        $text = $call.ToString()
        $guests | ForEach-Object -ThrottleLimit $Throttle -Parallel { & ([scriptblock]::Create($using:text)) $_ $using:uri $using:token } > $null
    }
}
$clock.Stop()
$process.Refresh()
[pscustomobject]@{
    rows             = $Rows
    seconds          = $clock.Elapsed.TotalSeconds
    processorSeconds = ($process.TotalProcessorTime - $processor).TotalSeconds
    peakBytes        = $process.PeakWorkingSet64
} | ConvertTo-Json -Compress
