<#
.SYNOPSIS
    Runs the scripts in docs/runbooks.md as their schedulers would, without the environment of this process.
.DESCRIPTION
    Stand-ins replace the commands of the cloud services. Folders replace blob containers and the cache of a workflow.
#>
Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1')

$Guide = Get-Content -Raw -Encoding utf8 ([System.IO.Path]::Combine((Get-RepositoryRoot), 'docs', 'runbooks.md'))
$SectionOf = [ordered] @{ Cron = 'cron'; Systemd = 'systemd'; TaskScheduler = 'Windows Task Scheduler'; Azure = 'Azure Automation'; GitHub = 'GitHub Actions' }

# Replaces the commands of the Az modules and Azure Automation. Folders replace blob containers.
$AzStandIn = @'
function Connect-AzAccount { param([switch] $Identity) 'signed in' }
function New-AzStorageContext { param($StorageAccountName, [switch] $UseConnectedAccount) $StorageAccountName }
function Get-AzStorageBlob { param($Context, $Container) Get-ChildItem -File "$env:BLOBS/$Container" | Select-Object Name }
function Get-AzStorageBlobContent { param($Context, $Container, $Blob, $Destination, [switch] $Force) Copy-Item -LiteralPath "$env:BLOBS/$Container/$Blob" -Destination $Destination -Force:$Force -PassThru }
function Remove-AzStorageBlob { param($Context, $Container, $Blob) Remove-Item -LiteralPath "$env:BLOBS/$Container/$Blob" }
function Set-AzStorageBlobContent {
    param($Context, $Container, $File, $Blob, [switch] $Force)
    $target = "$env:BLOBS/$Container/$Blob"
    $null = New-Item -ItemType Directory -Force (Split-Path $target)
    Copy-Item -LiteralPath $File -Destination $target -Force:$Force -PassThru
}
function Get-AutomationPSCredential {
    param($Name)
    [pscredential]::new($env:STAND_IN_ID, (ConvertTo-SecureString $env:STAND_IN_SECRET -AsPlainText -Force))
}
'@

function Get-GuideBlock {
    # Returns the fenced blocks of a section of the guide, in their order.
    param([Parameter(Mandatory)] [string] $Section, [Parameter(Mandatory)] [string] $Language)

    $text = [regex]::Match($Guide, "(?ms)^## $Section\r?\n(.*?)(?=^## |\z)").Groups[1].Value
    [regex]::Matches($text, "(?ms)^``````$Language\r?\n(.*?)^``````") | ForEach-Object { $_.Groups[1].Value }
}

function Get-NightKind {
    # Returns the kinds of runbook, for -ForEach.
    $SectionOf.Keys | ForEach-Object { @{ Kind = $_ } }
}

function Get-NightSkipReason {
    # Returns why the runbooks cannot run on this system, to append to a name, or nothing if they can.
    if ($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) { ' (Linux and macOS only)' }
}

function New-Night {
    # Creates a machine for a runbook in a new folder: a home with the module, a PowerShell, and the runbook in the place that the guide names. Clears the sandbox.
    param([Parameter(Mandatory)] [string] $Kind, [Parameter(Mandatory)] [object] $Sandbox, [Parameter(Mandatory)] [string] $Parent)

    Clear-Sandbox $Sandbox
    $folder = (New-Item -ItemType Directory (Join-Path $Parent ([guid]::NewGuid().ToString('N')))).FullName
    $night = [pscustomobject] @{
        Kind = $Kind; Folder = $folder; Home = "$folder/home"; Inbox = "$folder/inbox"; Output = "$folder/output"; Pid = "$folder/pid"; Said = "$folder/said.txt"
        Sandbox = $Sandbox; Environment = [ordered] @{}; Command = ''
    }
    $modules = "$($night.Home)/.local/share/powershell/Modules"
    $null = New-Item -ItemType Directory -Force $modules, $night.Inbox, "$folder/bin"
    $null = New-Item -ItemType SymbolicLink "$modules/GenesysGuest" -Target (Split-Path (Split-Path (Get-BuiltManifest)))
    $program, $leading = Get-PowerShellCommand
    Set-Content "$folder/bin/pwsh" "#!/bin/sh`necho `$`$ > '$($night.Pid)'`nexec '$program' $(($leading | ForEach-Object { "'$_'" }) -join ' ') `"`$@`""
    chmod +x "$folder/bin/pwsh"
    $night.Environment = [ordered] @{ HOME = $night.Home; PATH = "$folder/bin:/usr/bin:/bin"; DOTNET_EnableDiagnostics = '0'; DOTNET_TieredPGO = '0' }
    if ($env:DOTNET_ROOT) { $night.Environment.DOTNET_ROOT = $env:DOTNET_ROOT } # if PowerShell is a .NET tool, it needs this variable to find a .NET that isn't in the usual folder

    $scripts = @(Get-GuideBlock $SectionOf[$Kind] powershell)
    $variables = "GENESYSCLOUD_REGION=$($Sandbox.baseAddress)`nGENESYSCLOUD_OAUTHCLIENT_ID=$($Sandbox.confidentialClientId)`nGENESYSCLOUD_OAUTHCLIENT_SECRET=$($Sandbox.confidentialClientSecret)`nNO_COLOR=1"
    switch ($Kind) {
        { $_ -in 'Cron', 'Systemd' } {
            Set-Content "$folder/variables.env" $variables
            Set-Content "$folder/import.ps1" @(Get-GuideBlock cron powershell)[0].Replace('/opt/guests', $folder)
        }
        'Cron' {
            $entry = @(Get-GuideBlock cron sh)[1].Trim() -replace '^(\S+ ){5}'
            $night.Command = $entry.Replace('/etc/genesys-guests.env', "$folder/variables.env").Replace('/opt/guests', $folder)
        }
        'Systemd' {
            $unit = @(Get-GuideBlock systemd ini)[0]
            $variables -split "`n" | ForEach-Object { $night.Environment[($_ -split '=', 2)[0]] = ($_ -split '=', 2)[1] }
            $night.Command = "umask $([regex]::Match($unit, '(?m)^UMask=(\d+)').Groups[1].Value); exec " + [regex]::Match($unit, '(?m)^ExecStart=(.*)$').Groups[1].Value.Trim().Replace('/opt/guests', $folder)
        }
        'TaskScheduler' {
            Set-Content "$folder/Import-Guests.ps1" $scripts[1]
            $null = New-Item -ItemType Directory "$($night.Home)/GenesysGuest"
            Get-SandboxCredential $Sandbox | Export-Clixml "$($night.Home)/GenesysGuest/client.xml"
            $arguments = [regex]::Match($scripts[2], "-Argument '(.*?)'").Groups[1].Value.Replace('C:\Jobs\Import-Guests.ps1', "$folder/Import-Guests.ps1")
            $night.Command = "pwsh $arguments -Inbox '$($night.Inbox)' -Output '$($night.Output)' -Region $($Sandbox.baseAddress)"
            $night.Environment.NO_COLOR = '1'
        }
        'Azure' {
            Set-Content "$folder/runbook.ps1" $scripts[0]
            $null = New-Item -ItemType Directory "$modules/AzStandIn", "$folder/blobs/inbox", "$folder/blobs/output"
            Set-Content "$modules/AzStandIn/AzStandIn.psm1" $AzStandIn
            $night.Environment.BLOBS = "$folder/blobs"
            $night.Environment.STAND_IN_ID = $Sandbox.confidentialClientId
            $night.Environment.STAND_IN_SECRET = $Sandbox.confidentialClientSecret
            $night.Environment.NO_COLOR = '1'
            $night.Inbox = "$folder/blobs/inbox"
            $night.Command = "pwsh -NoProfile -NonInteractive -File '$folder/runbook.ps1' -Folder '$folder' -Region $($Sandbox.baseAddress)"
        }
        'GitHub' {
            # Runs the steps of the workflow in a new checkout each night, with a cache, and stops at the first step that fails.
            $null = New-Item -ItemType Directory "$folder/repository/modules", "$folder/cache"
            $null = New-Item -ItemType SymbolicLink "$folder/repository/modules/GenesysGuest" -Target (Split-Path (Split-Path (Get-BuiltManifest)))
            Set-Content "$folder/repository/import.ps1" $scripts[0]
            $workflow = @(Get-GuideBlock 'GitHub Actions' yaml)[0]
            $unpack = [regex]::Match($workflow, '(?ms)- name: Unpack.*?run: \|\n(.*?)(?=^      - )').Groups[1].Value
            $import = [regex]::Match($workflow, '(?m)run: (\./import\.ps1)$').Groups[1].Value
            $pack = [regex]::Match($workflow, '(?m)run: (tar -c .*)$').Groups[1].Value
            $night.Inbox = "$folder/repository"
            $night.Output = "$folder/checkout/output"
            $variables -split "`n" | ForEach-Object { $night.Environment[($_ -split '=', 2)[0]] = ($_ -split '=', 2)[1] }
            $night.Environment.STATE_KEY = 'a long random text'
            Set-Content "$folder/unpack.sh" $unpack
            Set-Content "$folder/pack.sh" $pack
            Set-Content "$folder/checkoutflow.sh" @"
mkdir -p '$folder/checkout' && cp -R '$folder/repository/.' '$folder/checkout/' && cd '$folder/checkout' || exit 99
[ -f '$folder/cache/state.enc' ] && cp '$folder/cache/state.enc' .
[ -f state.enc ] || export FIRST_NIGHT=true
bash -eo pipefail '$folder/unpack.sh' || exit
pwsh -NoProfile -NonInteractive -Command "$import `$1; exit \`$LASTEXITCODE"
code=`$?
bash -eo pipefail '$folder/pack.sh' && cp state.enc '$folder/cache/'
exit `$code
"@
            $night.Command = "bash '$folder/checkoutflow.sh'"
        }
    }

    $night
}

function Start-Night {
    # Starts the runbook without waiting for it.
    param([Parameter(Mandatory)] [object] $Night, [int] $OutageTimeoutSec = 1800)

    if ($Night.Kind -eq 'GitHub' -and (Test-Path "$($Night.Folder)/checkout")) {
        Remove-Item -Recurse -Force "$($Night.Folder)/checkout/*.csv", "$($Night.Folder)/checkout/state.enc" -ErrorAction Ignore
        if (Test-Path "$($Night.Folder)/cache/state.enc") { Remove-Item -Recurse -Force $Night.Output -ErrorAction Ignore }
    }

    $arguments = "-OutageTimeoutSec $OutageTimeoutSec"
    $command = if ($Night.Kind -eq 'GitHub') { "$($Night.Command) '$arguments'" } else { "$($Night.Command) $arguments" }
    Remove-Item $Night.Pid -ErrorAction Ignore
    $process = [System.Diagnostics.Process]::new()
    $process.StartInfo.FileName = 'env'
    $process.StartInfo.UseShellExecute = $false
    $process.StartInfo.RedirectStandardInput = $true
    @('-i') + @($Night.Environment.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }) + @('/bin/sh', '-c', "{ $command; } > '$($Night.Said)' 2>&1") |
        ForEach-Object { $process.StartInfo.ArgumentList.Add($_) }
    $null = $process.Start()
    $process.StandardInput.Close()
    $process
}

function Wait-Night {
    # Waits for the end of the runbook, and returns its exit code, output and summary.
    param([Parameter(Mandatory)] [object] $Night, [Parameter(Mandatory)] [object] $Process)

    try {
        if (-not $Process.WaitForExit(90000)) {
            $Process.Kill($true)
            throw "The night of $($Night.Kind) did not end: $(Get-Content -Raw $Night.Said)"
        }

        $runs = @("$($Night.Output)/runs", "$($Night.Folder)/delivered" | Where-Object { Test-Path $_ } | Get-ChildItem -Directory | Sort-Object LastWriteTimeUtc)
        $summary = if ($runs -and (Test-Path "$($runs[-1])/summary.json")) { Get-Content -Raw "$($runs[-1])/summary.json" | ConvertFrom-Json }
        [pscustomobject] @{ Code = $Process.ExitCode; Text = [string] (Get-Content -Raw $Night.Said); Summary = $summary }
    }
    finally {
        $Process.Dispose()
    }
}

function Invoke-Night {
    # Runs the runbook from start to end.
    param([Parameter(Mandatory)] [object] $Night, [int] $OutageTimeoutSec = 1800)

    Wait-Night $Night (Start-Night $Night -OutageTimeoutSec $OutageTimeoutSec)
}

function Stop-Night {
    # Kills the PowerShell that runs the runbook.
    param([Parameter(Mandatory)] [object] $Night, [Parameter(Mandatory)] [object] $Process)

    if (Test-Path $Night.Pid) {
        $victim = Get-Process -Id ([int] (Get-Content $Night.Pid)) -ErrorAction Ignore
        if ($victim) {
            $victim.Kill()
            $victim.WaitForExit()
            Remove-Item "/tmp/CoreFxPipe_PSHost.*.$($victim.Id).*" -ErrorAction Ignore # a killed PowerShell leaves it behind
        }
    }

    $null = Wait-Night $Night $Process
}

function Get-TokenOnDisk {
    # Returns every token in the journals and results on the machine.
    param([Parameter(Mandatory)] [object] $Night)

    $places = $Night.Output, "$($Night.Folder)/delivered" | Where-Object { Test-Path $_ }
    $results = Get-ChildItem -Recurse -File $places -Filter *-tokens.csv | Get-Item | Import-Csv | ForEach-Object Token
    $journals = Get-ChildItem -Recurse -File $places -Filter *.jsonl | Get-Content | ForEach-Object { [regex]::Matches($_, '"token":"([^"]+)"') } | ForEach-Object { $_.Groups[1].Value }
    @($results) + @($journals) | Where-Object { $_ } | Sort-Object -Unique
}

function Write-Row([string] $Path, [int] $Count, [string[]] $More = @()) {
    @('Name,Email,CrmId') + @([System.Linq.Enumerable]::Range(1, $Count) | ForEach-Object { "Guest $_,guest$_@example.com,C$_" }) + $More | Set-Content $Path
}

# Checks what must hold after each night.
function Assert-NothingLost([object] $Night, [object] $Result, [int] $Rows) {
    $guests = @(Get-SandboxGuest $Night.Sandbox)
    $guests.email | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty -Because 'nobody is created twice'
    $unknown = if ($Result.Summary) { ($Result.Summary.Files | Measure-Object Unknown -Sum).Sum } else { 0 }
    $onDisk = @(Get-TokenOnDisk $Night)
    $lost = @($guests | Where-Object token -NotIn $onDisk)
    $lost.Count | Should -BeLessOrEqual $unknown -Because 'each token is on the machine, or its row is reported as unknown'
    if ($Result.Summary) {
        $sum = $Result.Summary.Files | ForEach-Object { $_.Created + $_.FromJournal + $_.Failed + $_.Unknown + $_.Waiting + $_.Empty } | Measure-Object -Sum
        $sum.Sum | Should -Be $Rows -Because 'each row is counted once'
    }

    $Result.Text | Should -Not -Match ([string] [char] 27) -Because 'a log is plain text'
    $log = "$($Night.Output)/import.log"
    if (Test-Path $log) { Get-Content -Raw $log | Should -Not -Match ([string] [char] 27) }
}

# Azure Automation has no exit codes. A job fails and gives the reason.
function Assert-Ended([object] $Night, [object] $Result, [int] $Code, [string] $Outcome) {
    if ($Night.Kind -eq 'Azure') {
        $Result.Code | Should -Be ([int] ($Code -notin 0, 6)) -Because $Result.Text
        $Result.Text | Should -Match "(?m)^\S+Z $Outcome"
    }
    else {
        $Result.Code | Should -Be $Code -Because $Result.Text
        $Result.Text.Trim() -split "`n" | Select-Object -Last 1 | Should -Match "^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ $Outcome"
    }
}

Export-ModuleMember -Function *-Night, Get-NightKind, Get-NightSkipReason, Write-Row, Assert-NothingLost, Assert-Ended, Get-GuideBlock, Get-TokenOnDisk
