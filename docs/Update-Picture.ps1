<#
.SYNOPSIS
    Runs the session in the README's picture against a sandbox, and draws the output of the terminal.

.DESCRIPTION
    Writes docs/images/session.svg. Build the project first; $env:GENESYSGUEST_CONFIGURATION selects the build of the sandbox.
    The picture shows the address of the sandbox as usw2.pure.cloud.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module ([System.IO.Path]::Combine($root, 'tests', 'GenesysGuest.Pester', 'Sandbox.psm1')) -Force
$lines = @(
    'Connect-GenesysGuest -Environment usw2.pure.cloud -ClientId $clientId'
    'Import-Csv ./guests.csv | New-GenesysGuest -AttributeColumn Tier -JournalPath ./run.jsonl -ov guests'
    '$guests | Export-Csv ./tokens.csv'
)
$colors = @{ '31' = '#ff7b72'; '32' = '#7ee787'; '33' = '#e3b341'; '36' = '#79c0ff' }
$folder = New-Item ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "picture-$([guid]::NewGuid())")) -ItemType Directory
Set-Content (Join-Path $folder 'guests.csv') 'Name,Email,Tier', 'Ada Lovelace,ada@example.com,gold', 'Grace Hopper,grace@example.com,silver', 'Alan Turing,alan at example.com,gold', 'Katherine Johnson,katherine@example.com,gold'
$sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port', '--organization', 'Example'
$shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
try {
    $null = $shell.AddScript({
        param($Folder, $Manifest, $ClientId)
        Import-Module $Manifest
        Set-Location $Folder
        $global:clientId = $ClientId
        $PSStyle.OutputRendering = 'Ansi'
        $global:ProgressPreference = 'SilentlyContinue'
    }).AddArgument($folder).AddArgument((Get-BuiltManifest)).AddArgument($sandbox.clientId).Invoke()

    $screen = foreach ($line in $lines) {
        "PS> $line"
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()
        $code = $line.Replace('usw2.pure.cloud', $sandbox.baseAddress)
        if ($code -like 'Connect-*') { $code += ' -RedirectUri http://127.0.0.1:0/callback -NoBrowser' }
        $null = $shell.AddScript($code)
        $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
        $null = $shell.AddCommand('Out-String').AddParameter('Width', 100)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        while (-not $running.AsyncWaitHandle.WaitOne(50)) {
            foreach ($record in $shell.Streams.Information.ReadAll() | Where-Object Tags -Contains 'PSHOST') {
                $null = Open-InBrowser ([regex]::Match("$record", 'http://\S+').Value)
            }
        }

        $null = $shell.EndInvoke($running)
        $domain = 'usw2.pure.cloud'
        $said = (-join $output) -replace '\r'
        $padded = $sandbox.baseAddress + ' '
        $said = $said.Replace($padded, $domain.PadRight($padded.Length)).Replace($sandbox.baseAddress, $domain)
        if ($said.Trim()) { $said -replace '\A(\s*\n)+' -replace '\s+\z' -split "`n" }
        ''
    }
}
finally {
    $shell.Dispose()
    Close-Sandbox $sandbox
    Remove-Item $folder -Recurse -Force
}

$screen = @($screen)[0..($screen.Count - 2)] + 'PS> _'
$height = 0
$text = foreach ($line in $screen) {
    $height += 19
    $style = ''
    $runs = foreach ($part in [regex]::Matches($line, '\e\[([\d;]*)m|[^\e]+')) {
        if ($part.Groups[1].Success) {
            $codes = $part.Groups[1].Value -split ';'
            $sgr = $codes | Where-Object { $colors.ContainsKey($_) } | Select-Object -Last 1
            $style = if ($sgr) { " fill=`"$($colors[$sgr])`"" } else { '' }
        }
        else {
            "<tspan$style>$([System.Security.SecurityElement]::Escape($part.Value.TrimEnd("`r")))</tspan>"
        }
    }

    # A console shows errors in red, but this host does not color them.
    $color = if ($line -like 'PS>*') { ' fill="#ffffff"' } elseif ($line -match '^New-GenesysGuest:|^  Recommendation:') { ' fill="#ff7b72"' } else { '' }
    "<text x=`"20`" y=`"$($height + 32)`"$color xml:space=`"preserve`">$(-join $runs)</text>"
}

$svg = @"
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 $($height + 52)" font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="14" fill="#c9d1d9">
<rect width="960" height="$($height + 52)" rx="8" fill="#0d1117"/>
<circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
$($text -join "`n")
</svg>

"@
[System.IO.File]::WriteAllText([System.IO.Path]::Combine($PSScriptRoot, 'images', 'session.svg'), ($svg -replace '\r').TrimEnd() + "`n")
