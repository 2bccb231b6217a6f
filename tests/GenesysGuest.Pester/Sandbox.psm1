<#
.SYNOPSIS
    Starts and controls the sandbox, and stands in for the browser, for the tests in this folder.
#>
Add-Type -AssemblyName System.Net.Http

$Root = Split-Path (Split-Path $PSScriptRoot)
$Version = [regex]::Match((Get-Content -Raw (Join-Path $Root 'GenesysGuest.psd1')), "ModuleVersion\s*=\s*'([0-9.]+)'").Groups[1].Value
$Manifest = [System.IO.Path]::Combine($Root, 'out', 'GenesysGuest', $Version, 'GenesysGuest.psd1')
$Analyzer = Get-Module PSScriptAnalyzer -ListAvailable
$Client = [System.Net.Http.HttpClient]::new([System.Net.Http.HttpClientHandler] @{ AllowAutoRedirect = $false; UseCookies = $false; UseProxy = $false })

function Get-RepositoryRoot {
    # Returns the folder of the solution.
    $Root
}

function Get-BuiltManifest {
    # Returns the path of the built module's manifest.
    $Manifest
}

function Import-BuiltModule {
    # Imports the built module into the global scope.
    if (-not (Test-Path $Manifest)) {
        throw "The module $Manifest was not found. Run 'dotnet build' first."
    }

    Import-Module $Manifest -Global
}

function Open-Sandbox {
    # Starts a sandbox that ends with this process at the latest. GENESYSGUEST_CONFIGURATION selects the build. The default is Debug, or Release if Debug isn't built.
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
    $process.StartInfo.EnvironmentVariables['DOTNET_EnableDiagnostics'] = '0' # otherwise, a killed process leaves its diagnostic files in the temporary folder
    $null = $process.Start()
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait([timespan]::FromSeconds(30)) -or -not $line.Result) {
        $process.Kill()
        throw 'The sandbox did not report that it is ready.'
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
    # Sends a request to the control interface.
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
        throw "The sandbox returned $([int]$response.StatusCode): $text"
    }

    if ($text) {
        ConvertFrom-Json $text | ForEach-Object { $_ }
    }
}

function Get-SandboxGuest {
    # Returns the guests that the sandbox created.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method GET -Path guests
}

function Get-SandboxContact {
    # Returns the contacts in the sandbox.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method GET -Path contacts
}

function Get-SandboxCredential {
    # Returns the credential of the client for unattended runs, which has every permission.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [string] $Secret = $Sandbox.confidentialClientSecret
    )

    [pscredential]::new($Sandbox.confidentialClientId, [System.Net.NetworkCredential]::new('', $Secret).SecurePassword)
}

function Get-SandboxCount {
    # Returns the numbers of requests, guests, contacts and faults.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method GET -Path counts
}

function Clear-Sandbox {
    # Removes guests, contacts and faults, so that a test finds only its own.
    param([Parameter(Mandatory)] [object] $Sandbox)

    Invoke-Sandbox -Sandbox $Sandbox -Method DELETE -Path guests
    Invoke-Sandbox -Sandbox $Sandbox -Method DELETE -Path contacts
    Invoke-Sandbox -Sandbox $Sandbox -Method DELETE -Path faults
}

function Add-SandboxFault {
    # Makes the next requests fail.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [Parameter(Mandatory)] [string] $Kind,
        [ValidateSet('guests', 'token', 'authorize', 'tokensMe', 'identityResolution', 'contacts', 'contactDirectory')] [string] $Target = 'guests',
        [int] $Times = 1,
        [string] $RetryAfter,
        [string] $Location,
        [string] $Body
    )

    $fault = @{ kind = $Kind; target = $Target; times = $Times }
    if ($Location) { $fault.location = $Location }
    if ($RetryAfter) { $fault.retryAfter = $RetryAfter }
    if ($Body) { $fault.body = $Body }
    Invoke-Sandbox -Sandbox $Sandbox -Method POST -Path faults -Body $fault
}

function Add-SandboxItemFault {
    # Makes the next items of requests that send contacts fail.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [Parameter(Mandatory)] [string] $Item,
        [int] $Times = 1
    )

    Invoke-Sandbox -Sandbox $Sandbox -Method POST -Path faults -Body @{ item = $Item; times = $Times }
}

function Get-Callback {
    # Stands in for the browser up to the redirect, and returns the address where the user would end.
    param([Parameter(Mandatory)] [object] $AuthorizationRequest)

    $response = $Client.GetAsync([uri] "$AuthorizationRequest").GetAwaiter().GetResult()
    if (-not $response.Headers.Location) {
        throw "The authorize address returned $([int]$response.StatusCode) and no redirect."
    }

    $response.Headers.Location.AbsoluteUri
}

function Open-InBrowser {
    # Stands in for the browser, including the loopback redirect, and returns the page that the user would read.
    param([Parameter(Mandatory)] [uri] $Address)

    $page = $Client.GetAsync([uri] (Get-Callback $Address.AbsoluteUri)).GetAwaiter().GetResult()
    $page.Content.ReadAsStringAsync().GetAwaiter().GetResult()
}

function Get-FreePort {
    # Returns a port on which nothing listens.
    $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

function Connect-Sandbox {
    # Signs in to the sandbox in two steps.
    param(
        [Parameter(Mandatory)] [object] $Sandbox,
        [string[]] $Scope
    )

    $parameters = @{}
    if ($Scope) { $parameters.Scope = $Scope }
    $request = Get-GenesysAuthorizationUrl -Environment $Sandbox.baseAddress -ClientId $Sandbox.clientId @parameters
    Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request)
}

function Get-ErrorOf {
    # Returns the errors of a script block, terminating or not.
    param([Parameter(Mandatory)] [scriptblock] $Script)

    try {
        & $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    }
    catch {
        $_
    }
}

function Invoke-WithCulture {
    # Runs a script block in the culture of a user.
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
    # Starts a server or proxy that returns the same bytes to every request until you close it. Heads contains the heads of the requests.
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
    # Stops a server that Open-RawServer started.
    param([Parameter(Mandatory)] [object] $Server)

    $Server.Listener.Stop()
    $Server.Shell.Dispose()
}

function Get-PowerShellCommand {
    # Returns the command that starts another PowerShell of the same kind: the program and its first arguments.
    # If PowerShell is a .NET tool, the program is dotnet and the arguments name the assembly.
    $program = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $program
    if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') {
        'exec'
        [System.Reflection.Assembly]::GetEntryAssembly().Location
    }
}

function Invoke-InNewProcess {
    # Runs a script in a new PowerShell of the same kind, and returns all of its output.
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

function Get-FolderState {
    # Returns one line for each file and folder below a folder. Two states are equal if no file was added, removed or written in between.
    param([Parameter(Mandatory)] [string] $Folder)

    Get-ChildItem -Recurse $Folder | ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" }
}

function Skip-WithoutAnalyzer {
    # Skips a test if PSScriptAnalyzer isn't installed.
    if (-not $script:Analyzer) {
        Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
    }
}

Export-ModuleMember -Function *
