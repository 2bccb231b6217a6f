<#
.SYNOPSIS
    Creates guests, as often as it is asked to, and says each time how long it took: one line of JSON in, one out.
.DESCRIPTION
    A line asks for a side (Module, InTurn, Parallel), rows, a throttle, and names the server and its client. One process serves all runs,
    as the loop that it is compared with has one process for all of its runs: neither side measures the just-in-time compiler.
#>
[CmdletBinding()]
param([Parameter(Mandatory)][string] $Module)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$debuggable = [System.Reflection.CustomAttributeExtensions]::GetCustomAttribute((Get-Command New-GenesysGuest).ImplementingType.Assembly, [System.Diagnostics.DebuggableAttribute])
if ($debuggable.IsJITOptimizerDisabled) {
    throw "The module in $Module is a Debug build: build it with -c Release."
}

$secret = ConvertTo-SecureString $env:GENESYSCLOUD_OAUTHCLIENT_SECRET -AsPlainText -Force
$guests = @()
$process = [System.Diagnostics.Process]::GetCurrentProcess()
while ($line = [Console]::In.ReadLine()) {
    $ask = $line | ConvertFrom-Json
    $connection = Connect-GenesysGuest $ask.baseAddress -Credential ([pscredential]::new($ask.clientId, $secret))
    $token = Get-GenesysAccessToken -AsPlainText
    $uri = $connection.Environment.GuestsUri

    # The rows are there before the clock runs, as Import-Csv would have made them.
    if ($guests.Count -ne $ask.rows) {
        $guests = foreach ($number in 1..$ask.rows) {
            [pscustomobject]@{ Name = "Guest $number"; Email = "guest$number@example.com"; tier = 'gold'; locale = 'en-US' }
        }
    }

    [GC]::Collect()
    $process.Refresh()
    $processor = $process.TotalProcessorTime
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    switch ($ask.side) {
        'Module' { $guests | New-GenesysGuest -AttributeColumn tier, locale -ThrottleLimit $ask.throttle > $null }
        'InTurn' {
            foreach ($row in $guests) {
                $body = @{ name = $row.Name; email = $row.Email; customAttributes = @{ tier = $row.tier; locale = $row.locale } } | ConvertTo-Json -Compress
                $null = Invoke-RestMethod -Method Post -Uri $uri -Headers @{ Authorization = "Bearer $token" } -ContentType 'application/json' -Body $body
            }
        }
        'Parallel' {
            $guests | ForEach-Object -ThrottleLimit $ask.throttle -Parallel {
                $body = @{ name = $_.Name; email = $_.Email; customAttributes = @{ tier = $_.tier; locale = $_.locale } } | ConvertTo-Json -Compress
                Invoke-RestMethod -Method Post -Uri $using:uri -Headers @{ Authorization = "Bearer $using:token" } -ContentType 'application/json' -Body $body
            } > $null
        }
    }
    $clock.Stop()
    $process.Refresh()
    Disconnect-GenesysGuest
    [Console]::Out.WriteLine(([pscustomobject]@{
                rows             = $ask.rows
                seconds          = $clock.Elapsed.TotalSeconds
                processorSeconds = ($process.TotalProcessorTime - $processor).TotalSeconds
                peakBytes        = $process.PeakWorkingSet64
            } | ConvertTo-Json -Compress))
}
