BeforeDiscovery {
    $isDesktop = $PSVersionTable.PSEdition -eq 'Desktop'
    $reason = if ($isDesktop) { ' (PowerShell 7 only)' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
    $manifest = Get-BuiltManifest

    # Returns what a user sees after typing the line at the prompt, without colors.
    function Get-View([string] $Line) {
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $shell.AddCommand('Import-Module').AddParameter('Name', $manifest).Invoke()
            $shell.Commands.Clear()
            $shell.Runspace.SessionStateProxy.SetVariable('connection', $connection)
            $shell.Runspace.SessionStateProxy.SetVariable('ErrorView', 'ConciseView')
            try { $null = $shell.AddScript($Line).Invoke() } catch { $shell.Runspace.SessionStateProxy.SetVariable('caught', $_.Exception.InnerException.ErrorRecord) }
            $seen = @($shell.Streams.Error) + $shell.Runspace.SessionStateProxy.GetVariable('caught') | Where-Object { $_ } | Select-Object -First 1
            $shell.Commands.Clear()
            $shell.Runspace.SessionStateProxy.SetVariable('seen', $seen)
            $text = $shell.AddScript('$PSStyle.OutputRendering = "PlainText"; $seen | Out-String -Width 1000; $seen | Get-Error | Out-String -Width 1000').Invoke()
            [pscustomobject] @{ Record = $seen; Concise = $text[0].Trim(); Detail = $text[1] }
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe "What an error looks like$reason" -Skip:$isDesktop {
    BeforeEach {
        Clear-Sandbox $sandbox
        $connection = Connect-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'is one line that says what happened, in which row and why, and one that says what to do' {
        $view = Get-View "'Name,Email', 'Ada,ada@example.com', 'Nobody,nowhere' | ConvertFrom-Csv | New-GenesysGuest -Connection `$connection"

        $lines = @($view.Concise -split '\r?\n' | Where-Object { $_.Trim() })
        $lines.Count | Should -Be 2
        $lines[0] | Should -BeExactly "New-GenesysGuest: Row 2: Email: 'nowhere' is not an email address. No request was sent."
        $lines[1].Trim() | Should -BeExactly "Recommendation: $($view.Record.Exception.Remedy)"
    }

    It 'Get-Error shows status, server code, correlation id, retry-after and remedy' {
        Add-SandboxFault $sandbox status-429 -RetryAfter 7200

        $view = Get-View 'New-GenesysGuest Ada ada@example.com -Connection $connection'

        $view.Detail | Should -Match 'StatusCode\s+: TooManyRequests'
        $view.Detail | Should -Match 'ServerCode\s+: too\.many\.requests'
        $view.Detail | Should -Match 'CorrelationId\s+: [0-9a-f-]{36}'
        $view.Detail | Should -Match 'RetryAfter\s+: 02:00:00'
        $view.Detail | Should -Match 'Remedy\s+: Try again after .*, in 2 hours'
    }

    It 'fits one line and names its remedy: <Case>' -ForEach @(
        @{ Case = 'no network'; Line = "Connect-GenesysGuest no-such-host.invalid client -Code code-0123456789 -CodeVerifier $('a' * 43)"
            Says = 'the host name no-such-host\.invalid was not found'; Do = 'Check the network'
        }
        @{ Case = 'wrong region, or a client that is not there'; Line = 'Connect-GenesysGuest SANDBOX -Credential ([pscredential]::new("not-of-this-region", (ConvertTo-SecureString secret -AsPlainText -Force)))'
            Says = 'refused the client \(401'; Do = 'most importantly check the region'
        }
        @{ Case = 'wrong redirect URI'; Line = "Connect-GenesysGuest SANDBOX sandbox-client -Code code-0123456789 -CodeVerifier $('a' * 43) -RedirectUri http://127.0.0.1:9/else"
            Says = 'rejected the request \(400'; Do = 'the redirect URI may differ'
        }
        @{ Case = 'missing permission'; Fault = 'status-403'; Line = 'New-GenesysGuest Ada ada@example.com -Connection $connection'
            Says = '403 missing\.any\.permissions'; Do = 'a role that allows'
        }
        @{ Case = 'no connection'; Line = 'New-GenesysGuest Ada ada@example.com'
            Says = 'You are not signed in.'; Do = 'Sign in with Connect-GenesysGuest'
        }
    ) {
        if ($Fault) { Add-SandboxFault $sandbox $Fault }

        $view = Get-View $Line.Replace('SANDBOX', $sandbox.baseAddress)

        $lines = @($view.Concise -split '\r?\n' | Where-Object { $_.Trim() })
        $lines.Count | Should -Be 2
        $lines[0] | Should -Match $Says
        $lines[1] | Should -Match "Recommendation: .*$Do"
    }

    It 'a missing scope has another remedy than a missing permission' {
        $connection = Connect-Sandbox $sandbox -Scope webmessaging:guest:create

        $view = Get-View 'New-GenesysGuest Ada ada@example.com -Connection $connection'

        $view.Concise | Should -Match '403 app\.not\.authorized\.for\.scope'
        $view.Concise | Should -Match "Recommendation: Add the scopes .* to the OAuth client, and then sign in again"
    }

    It 'a proxy that asks for authentication is recognized, and asked once' {
        $proxy = Open-RawServer "HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=`"p`"`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
        try {
            $view = Get-View "Connect-GenesysGuest mypurecloud.com client -Code code-0123456789 -CodeVerifier $('a' * 43) -Proxy $($proxy.Address)"
        }
        finally {
            Close-RawServer $proxy
        }

        $view.Record.FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
        $view.Concise | Should -Match 'the proxy 127\.0\.0\.1 requires authentication'
        $view.Concise | Should -Match 'Recommendation: .*-ProxyCredential or -ProxyUseDefaultCredentials'
        $proxy.Heads.Count | Should -Be 1
    }

    It 'what a server sends instead of <What> is shown nowhere' -ForEach @(
        @{ What = 'a status line'; Answer = 'HTTP/1.1 2HOSTILE' }
        @{ What = 'a header line'; Answer = "HTTP/1.1 200 OK`r`nHOSTILE" }
        @{ What = 'a chunk'; Answer = "HTTP/1.1 200 OK`r`nTransfer-Encoding: chunked`r`n`r`nzzHOSTILE" }
    ) {
        $escape = [char] 27
        $server = Open-RawServer ($Answer.Replace('HOSTILE', "$escape[2J$escape]0;owned$([char] 7) acc3ss-81 gu3st-77") + "`r`n`r`n")
        try {
            $connection = Connect-GenesysGuest $server.Address -AccessToken acc3ss-81
            $guest = Get-View 'New-GenesysGuest "Ada Lovelace" ada@example.com -MaxRetryCount 0 -Connection $connection -Verbose -Debug'
            $token = Get-View "Connect-GenesysGuest $($server.Address) client -Code ('acc3ss' + '-81') -CodeVerifier $('a' * 43) -SkipEnvironmentCheck"
        }
        finally {
            Close-RawServer $server
        }

        $guest.Record.FullyQualifiedErrorId | Should -BeLike 'GuestOutcomeUnknown,*'
        $token.Record.FullyQualifiedErrorId | Should -BeLike 'TokenRequestFailed,*'
        foreach ($text in $guest.Concise, $guest.Detail, "$($guest.Record.Exception)", $token.Concise, $token.Detail, "$($token.Record.Exception)") {
            $text | Should -Not -Match "acc3ss-81|gu3st-77|owned|$escape"
        }
    }
}
