<#
.SYNOPSIS
    The sandbox executable, its control interface and a browser without a window, for the tests beside this file.
#>
Add-Type -AssemblyName System.Net.Http

$Root = Split-Path (Split-Path $PSScriptRoot)
$Version = [regex]::Match((Get-Content -Raw (Join-Path $Root 'GenesysGuest.psd1')), "ModuleVersion\s*=\s*'([0-9.]+)'").Groups[1].Value
$Manifest = [System.IO.Path]::Combine($Root, 'out', 'GenesysGuest', $Version, 'GenesysGuest.psd1')
$Analyzer = Get-Module PSScriptAnalyzer -ListAvailable
$Client = [System.Net.Http.HttpClient]::new([System.Net.Http.HttpClientHandler] @{ AllowAutoRedirect = $false; UseCookies = $false; UseProxy = $false })

function Get-RepositoryRoot {
    # Where the solution lies.
    $Root
}

function Get-BuiltManifest {
    # The manifest of the module as it was built.
    $Manifest
}

function Import-BuiltModule {
    # Imports the module under test for whoever calls.
    if (-not (Test-Path $Manifest)) {
        throw "There is no module at $Manifest. Run 'dotnet build' first."
    }

    Import-Module $Manifest -Global
}

function Open-Sandbox {
    # Starts a sandbox that ends with this process at the latest. GENESYSGUEST_CONFIGURATION says which build; none given: Debug, or else Release.
    param(
        [string[]] $Argument = @('--auto-approve')
    )

    $builds = if ($env:GENESYSGUEST_CONFIGURATION) { $env:GENESYSGUEST_CONFIGURATION } else { 'Debug', 'Release' }
    $assembly = $builds |
        ForEach-Object { [System.IO.Path]::Combine($Root, 'src', 'GenesysGuest.Sandbox', 'bin', $_, 'net10.0', 'GenesysGuest.Sandbox.dll') } |
        Where-Object { Test-Path $_ } |
        Select-Object -First 1
    if (-not $assembly) {
        throw "The sandbox is not built ($($builds -join ' or ')). Run 'dotnet build' first."
    }

    $process = [System.Diagnostics.Process]::new()
    $process.StartInfo.FileName = 'dotnet'
    $process.StartInfo.Arguments = "exec `"$assembly`" --stop-with-stdin $Argument"
    $process.StartInfo.UseShellExecute = $false
    $process.StartInfo.RedirectStandardInput = $true
    $process.StartInfo.RedirectStandardOutput = $true
    $process.StartInfo.EnvironmentVariables['DOTNET_EnableDiagnostics'] = '0' # a killed process would leave its diagnostic files in the temporary folder
    $null = $process.Start()
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait([timespan]::FromSeconds(30)) -or -not $line.Result) {
        $process.Kill()
        throw 'The sandbox did not say that it is ready.'
    }

    $line.Result | ConvertFrom-Json | Add-Member -NotePropertyName Process -NotePropertyValue $process -PassThru
}

function Close-Sandbox {
    # Ends a sandbox by closing its standard input.
    param(
        [Parameter(Mandatory)]
        [AllowNull()]
        [object] $Sandbox
    )

    if ($Sandbox) {
        $Sandbox.Process.StandardInput.Close()
        if (-not $Sandbox.Process.WaitForExit(10000)) {
            $Sandbox.Process.Kill()
        }

        $Sandbox.Process.Dispose()
    }
}

function Invoke-Sandbox {
    # Asks the control interface for something.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [Parameter(Mandatory)] [string] $Method,
        [Parameter(Mandatory)] [string] $Path,
        [hashtable] $Body
    )

    $request = [System.Net.Http.HttpRequestMessage]::new($Method, "$($Sandbox.controlUri)$Path")
    if ($Body) {
        $request.Content = [System.Net.Http.StringContent]::new((ConvertTo-Json $Body), [System.Text.Encoding]::UTF8, 'application/json')
    }

    $response = $Client.SendAsync($request).GetAwaiter().GetResult()
    $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
    if (-not $response.IsSuccessStatusCode) {
        throw "The sandbox answered $([int]$response.StatusCode): $text"
    }

    if ($text) {
        ConvertFrom-Json $text | ForEach-Object { $_ }
    }
}

function Get-SandboxGuest {
    # The guests that the sandbox made.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method GET -Path guests
}

function Get-SandboxContact {
    # The contacts that the sandbox has.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method GET -Path contacts
}

function Get-SandboxCredential {
    # The id and secret of the client for unattended runs, which may do everything.
    param([Parameter(Mandatory)] [object] $Sandbox)

    [pscredential]::new($Sandbox.confidentialClientId, [System.Net.NetworkCredential]::new('', $Sandbox.confidentialClientSecret).SecurePassword)
}

function Get-SandboxCount {
    # How often it was asked for what.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method GET -Path counts
}

function Clear-Sandbox {
    # Forgets guests, contacts and faults, so that a test finds only what is its own.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method DELETE -Path guests
    Invoke-Sandbox -Sandbox $Sandbox -Method DELETE -Path contacts
    Invoke-Sandbox -Sandbox $Sandbox -Method DELETE -Path faults
}

function Add-SandboxFault {
    # Lets the next requests go wrong.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [Parameter(Mandatory)] [string] $Kind,
        [ValidateSet('guests', 'token', 'authorize', 'tokensMe', 'identityResolution', 'contacts', 'contactDirectory')] [string] $Target = 'guests',
        [int] $Times = 1,
        [string] $RetryAfter,
        [string] $Location,
        [string] $Body
    )

    $order = @{ kind = $Kind; target = $Target; times = $Times }
    if ($Location) { $order.location = $Location }
    if ($RetryAfter) { $order.retryAfter = $RetryAfter }
    if ($Body) { $order.body = $Body }
    Invoke-Sandbox -Sandbox $Sandbox -Method POST -Path faults -Body $order
}

function Add-SandboxItemFault {
    # Lets the next items of requests that bring contacts go wrong.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [Parameter(Mandatory)] [string] $Item,
        [int] $Times = 1
    )

    Invoke-Sandbox -Sandbox $Sandbox -Method POST -Path faults -Body @{ item = $Item; times = $Times }
}

function Get-Callback {
    # Plays the browser up to the redirect: the address at which the user would end.
    param([Parameter(Mandatory)] [object] $AuthorizationRequest)

    $response = $Client.GetAsync([uri] "$AuthorizationRequest").GetAwaiter().GetResult()
    if (-not $response.Headers.Location) {
        throw "The authorize address answered $([int]$response.StatusCode) and no redirect."
    }

    $response.Headers.Location.AbsoluteUri
}

function Open-InBrowser {
    # Plays the browser to the end, the loopback redirect included, and says what the user reads there.
    param([Parameter(Mandatory)] [uri] $Address)

    $page = $Client.GetAsync([uri] (Get-Callback $Address.AbsoluteUri)).GetAwaiter().GetResult()
    $page.Content.ReadAsStringAsync().GetAwaiter().GetResult()
}

function Connect-Sandbox {
    # Signs in, in two steps.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [string[]] $Scope
    )

    $asked = @{}
    if ($Scope) { $asked.Scope = $Scope }
    $request = Get-GenesysAuthorizationUrl -Environment $Sandbox.baseAddress -ClientId $Sandbox.clientId @asked
    Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request)
}

function Get-ErrorOf {
    # What goes wrong in a script block, whether it ends the pipeline or not.
    param([Parameter(Mandatory)] [scriptblock] $Script)

    try {
        & $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    }
    catch {
        $_
    }
}

function Invoke-WithCulture {
    # Runs a script block as it runs for users of a culture.
    param(
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [scriptblock] $Script
    )

    $thread = [System.Threading.Thread]::CurrentThread
    $before = $thread.CurrentCulture
    try {
        $thread.CurrentCulture = [cultureinfo]::GetCultureInfo($Name)
        & $Script
    }
    finally {
        $thread.CurrentCulture = $before
    }
}

function Open-RawServer {
    # A server, or a proxy, that answers whatever it is asked with the same bytes, until it is closed. Heads is what it was asked.
    param([Parameter(Mandatory)] [string] $Answer)

    $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $listener.Start()
    $heads = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    $shell = [powershell]::Create().AddScript({
        param($Listener, $Heads, $Answer)
        $latin = [System.Text.Encoding]::GetEncoding(28591)
        $answer = $latin.GetBytes($Answer)
        while ($true) {
            try { $client = $Listener.AcceptTcpClient() } catch { return }
            try {
                $stream = $client.GetStream()
                $stream.ReadTimeout = 30000
                $buffer = [byte[]]::new(65536)
                $text = ''
                while ($text -notmatch "(?s)^(.*?)\r\n\r\n(.*)$" -or ($Matches[1] -match '(?im)^Content-Length: (\d+)' -and ($text.Length - $text.IndexOf("`r`n`r`n") - 4) -lt [int] $Matches[1])) {
                    $count = $stream.Read($buffer, 0, $buffer.Length)
                    if ($count -eq 0) { break }
                    $text += $latin.GetString($buffer, 0, $count)
                }

                $Heads.Enqueue(($text -split "`r`n`r`n")[0])
                $stream.Write($answer, 0, $answer.Length)
            }
            catch { $null = $_ }
            finally { $client.Close() }
        }
    }).AddArgument($listener).AddArgument($heads).AddArgument($Answer)
    $null = $shell.BeginInvoke()
    [pscustomobject] @{ Address = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"; Heads = $heads; Listener = $listener; Shell = $shell }
}

function Close-RawServer {
    # Ends one.
    param([Parameter(Mandatory)] [object] $Server)

    $Server.Listener.Stop()
    $Server.Shell.Dispose()
}

function Get-PowerShellCommand {
    # What starts another PowerShell of the kind that runs this: a program, and what comes before its arguments.
    # The process of a .NET tool is `dotnet`, which is given an assembly; any other is PowerShell itself.
    $program = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $program
    if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') {
        'exec'
        [System.Reflection.Assembly]::GetEntryAssembly().Location
    }
}

function Invoke-InNewProcess {
    # Runs a script in a PowerShell of its own, of the same kind, and gives back all that it wrote.
    param(
        [Parameter(Mandatory)] [string] $Path,
        [string[]] $Argument
    )

    $program, $leading = Get-PowerShellCommand
    $output = & $program @leading -NoProfile -NonInteractive -File $Path @Argument 2>&1 | Out-String -Width 4000
    if ($LASTEXITCODE -ne 0) {
        throw "$Path ended with exit code ${LASTEXITCODE}:`n$output"
    }

    $output
}

function Skip-WithoutAnalyzer {
    # Ends a test that needs PSScriptAnalyzer where there is none, with that as its reason.
    if (-not $script:Analyzer) {
        Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
    }
}

Export-ModuleMember -Function *
