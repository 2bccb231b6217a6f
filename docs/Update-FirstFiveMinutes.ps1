<#
.SYNOPSIS
    Runs the commands of first-five-minutes.md against a sandbox and records their output.

.DESCRIPTION
    All PowerShell blocks run in one session, in a separate folder, with the module installed from the .zip of ./build.ps1 PackModule.
    The output of a block replaces the text block after it. Addresses, proof keys and states are replaced with fixed values, so only identifiers
    and times differ from run to run.

.PARAMETER Check
    Writes no file. Returns the differences, except in identifiers and times.
#>
[CmdletBinding()]
param(
    [switch] $Check
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$document = Join-Path $PSScriptRoot 'first-five-minutes.md'
Import-Module ([System.IO.Path]::Combine($root, 'tests', 'GenesysGuest.Pester', 'Sandbox.psm1')) -Force
$zip = & (Join-Path $root 'build.ps1') PackModule | Where-Object Extension -EQ '.zip'

# Hides identifiers, times and padding, which differ from run to run.
function ConvertTo-Stable([string] $Text) {
    $Text -replace '[0-9a-f]{8}-[0-9a-f-]{27}', '<id>' -replace '\d{1,2}[:.]\d\d([:.]\d\d)?( [AP]M)?', '<time>' -replace '\d{4}-\d\d-\d\d|\d+/\d+/\d{4}', '<date>' -replace '(\d+ (min|h|s)\b ?)+', '<span> ' -replace '[ \t-]+', ' '
}

$folder = New-Item ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "first-five-minutes-$([guid]::NewGuid())")) -ItemType Directory
$modules = New-Item (Join-Path $folder 'Modules') -ItemType Directory
Copy-Item $zip $folder
$sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port' # another program may have the usual port
$shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
$pathBefore = $env:PSModulePath
try {
    $env:PSModulePath = "$modules$([System.IO.Path]::PathSeparator)$pathBefore"
    $null = $shell.AddScript({
        param($Folder, $Address)
        Set-Location $Folder
        $global:environment = $Address
        $PSStyle.OutputRendering = 'PlainText'
        $global:PSDefaultParameterValues['Connect-GenesysGuest:RedirectUri'] = 'http://127.0.0.1:0/callback'
        $global:ProgressPreference = 'SilentlyContinue'
    }).AddArgument($folder).AddArgument($sandbox.baseAddress).Invoke()

    $text = (Get-Content -Raw -Encoding utf8 $document) -replace '\r'
    $written = [regex]::Replace($text, '(?ms)^```powershell\n(?<code>.*?)^```\n(\n```text\n(?<said>.*?)^```\n)?', {
        param($Match)

        $code = $Match.Groups['code'].Value
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()
        $null = $shell.AddScript($code)
        $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
        $null = $shell.AddCommand('Out-String').AddParameter('Width', 100)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        $shown = ''
        while (-not $running.AsyncWaitHandle.WaitOne(50)) {
            # Acts as the user's browser.
            foreach ($record in $shell.Streams.Information.ReadAll() | Where-Object Tags -Contains 'PSHOST') {
                $shown += "$record`n"
                $null = Open-InBrowser ([regex]::Match("$record", 'http://\S+').Value)
            }
        }

        $null = $shell.EndInvoke($running)
        $said = "$shown`n$(-join $output)" -replace '\r' -replace '\e\[[\d;]*m' -replace '(?m)[ \t]+$' -replace '\A\n+' -replace '\n+\z' -replace '\n{3,}', "`n`n"
        $said = $said.Replace($sandbox.baseAddress, 'http://127.0.0.1:50800') -replace '(code_challenge|state)=[\w-]+', '$1=...' -replace [regex]::Escape("$folder"), '~'
        $said = $said -replace '(redirect_uri=http%3A%2F%2F127\.0\.0\.1%3A)\d+', '${1}8765' -replace ' -RedirectUri ''http://127\.0\.0\.1:\d+/callback''' # as with the usual port
        $shell.Commands.Clear()
        "``````powershell`n$code```````n" + $(if ($said) { "`n``````text`n$said`n```````n" })
    })
}
finally {
    $env:PSModulePath = $pathBefore
    $shell.Dispose()
    Close-Sandbox $sandbox
    Remove-Item $folder -Recurse -Force
}

if ($Check) {
    Compare-Object ((ConvertTo-Stable $text) -split "`n") ((ConvertTo-Stable $written) -split "`n") | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
}
else {
    [System.IO.File]::WriteAllText($document, $written)
}
