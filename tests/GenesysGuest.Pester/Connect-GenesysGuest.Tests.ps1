BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
    $variables = 'GENESYSCLOUD_REGION', 'GENESYSCLOUD_OAUTHCLIENT_ID', 'GENESYSCLOUD_OAUTHCLIENT_SECRET', 'GENESYSCLOUD_ACCESS_TOKEN'

    function Assert-GuestIsCreated {
        (New-GenesysGuest 'Ada Lovelace' ada@example.com).Id | Should -Be (Get-SandboxGuest $sandbox).id
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'Connect-GenesysGuest' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $before = @{}
        foreach ($variable in $variables) {
            $before[$variable] = [Environment]::GetEnvironmentVariable($variable)
            [Environment]::SetEnvironmentVariable($variable, $null)
        }
    }

    AfterEach {
        Disconnect-GenesysGuest
        foreach ($variable in $variables) {
            [Environment]::SetEnvironmentVariable($variable, $before[$variable])
        }
    }

    Context 'with a browser on this machine' {
        It 'shows the address, receives the answer on loopback, and is connected' {
            $page = $null
            $connection = Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser 6>&1 | ForEach-Object {
                if ($_ -is [System.Management.Automation.InformationRecord]) {
                    $page = Open-InBrowser ([regex]::Match("$_", 'http://\S+').Value)
                }
                else {
                    $_
                }
            }

            $connection | Should -BeOfType ([GenesysGuest.Connection])
            $connection.GrantType | Should -Be 'AuthorizationCode'
            $connection.Scopes | Should -Be @('webmessaging:guest:create', 'externalusers:write')
            $connection.CanRefresh | Should -BeTrue
            $page | Should -Match '<html'
            Assert-GuestIsCreated
        }

        It 'waits for the answer to a request that was made before' {
            $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId -RedirectUri "http://127.0.0.1:$(Get-FreePort)/callback"

            $request | Connect-GenesysGuest -NoBrowser 6>&1 | ForEach-Object {
                if ($_ -is [System.Management.Automation.InformationRecord]) {
                    $null = Open-InBrowser "$request"
                }
            }

            Assert-GuestIsCreated
        }

        It 'fails at once where nobody is there, and names the other ways' {
            # This suite runs with -NonInteractive.
            $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri http://127.0.0.1:0/callback }

            $record.FullyQualifiedErrorId | Should -BeLike 'InteractionNotPossible,*'
            $record.ErrorDetails.RecommendedAction | Should -Match '-Credential.*-RefreshToken.*Get-GenesysAuthorizationUrl.*-NoBrowser'
        }

        It 'fails before a browser opens when the client may not have the scope' {
            $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -Scope everything -RedirectUri http://127.0.0.1:0/callback -NoBrowser -TimeoutSec 1 6>$null }

            $record.FullyQualifiedErrorId | Should -BeLike 'AuthorizationDenied,*'
            $record.ErrorDetails.RecommendedAction | Should -Be 'Request only scopes that are set on the OAuth client. See -Scope.'
        }

        It 'keeps the address on the information stream, for scripts to take from there' {
            $script:information = $null
            $null = Get-ErrorOf {
                Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser -TimeoutSec 1 -InformationVariable script:information 6>$null
            }

            "$script:information" | Should -Match 'response_type=code'
        }

        It 'offers the two steps in its first message, with the values of this sign-in' {
            $script:information = $null
            $null = Get-ErrorOf {
                Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri http://localhost:0 -Layout Regional -Scope a, b -LoginHint "ada's" -ForceLogin -NoBrowser -TimeoutSec 1 -SkipEnvironmentCheck -InformationVariable script:information 6>$null
            }

            $lines = "$script:information" -split '\r?\n'
            $lines[3] | Should -Match "^  \`$request = Get-GenesysAuthorizationUrl -Environment '$($sandbox.baseAddress)' -ClientId '$($sandbox.clientId)' -Layout Regional -RedirectUri 'http://localhost:\d+' -Scope @\('a', 'b'\) -LoginHint 'ada''s' -ForceLogin; "
            $lines[4] | Should -Match '^  Connect-GenesysGuest -AuthorizationRequest \$request -CallbackUri '
        }
    }

    Context 'with a browser elsewhere' {
        It 'offers lines that can be typed as they are' {
            $script:information = $null
            $null = Get-ErrorOf {
                Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -Scope externalusers:write -RedirectUri http://127.0.0.1:0/callback -NoBrowser -TimeoutSec 1 -InformationVariable script:information 6>$null
            }

            $first, $second = ("$script:information" -split '\r?\n')[3, 4]
            $address = . ([scriptblock]::Create($first))
            $connection = . ([scriptblock]::Create($second.Replace('<the address where the browser ended, pasted between these quotes>', (Get-Callback $address))))

            $first | Should -Match " -Scope 'externalusers:write'; "
            $connection.Scopes | Should -Be 'externalusers:write'
        }

        It 'names an environment of your own by its variable, and asks for no second request where there is one' {
            $environment = New-GenesysEnvironment $sandbox.baseAddress -Issuer $sandbox.baseAddress
            $request = Get-GenesysAuthorizationUrl $environment $sandbox.clientId -RedirectUri "http://127.0.0.1:$(Get-FreePort)/callback"
            $said = { param($Given) $script:information = $null; $null = Get-ErrorOf { Connect-GenesysGuest @Given -NoBrowser -TimeoutSec 1 -InformationVariable script:information 6>$null }; "$script:information" }

            & $said @{ Environment = $environment; ClientId = $sandbox.clientId; RedirectUri = 'http://127.0.0.1:0/callback' } | Should -Match 'Get-GenesysAuthorizationUrl -Environment \$environment '
            & $said @{ AuthorizationRequest = $request } | Should -Not -Match 'Get-GenesysAuthorizationUrl'
        }

        It 'redeems the address that the browser ended at' {
            $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId

            $connection = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request)

            $connection.GrantType | Should -Be 'AuthorizationCode'
            $request.IsUsed | Should -BeTrue
            Assert-GuestIsCreated
        }

        It 'is good for another try where something stands in between' {
            $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId
            $callback = Get-Callback $request
            Add-SandboxFault $sandbox status-302 -Target token -Times 2 -Location 'http://portal.example/'

            $record = Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback }
            $connection = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback

            $record.FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
            $connection.GrantType | Should -Be 'AuthorizationCode'
        }

        It 'takes the request from the pipeline and the address in quotes' {
            $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId

            $null = $request | Connect-GenesysGuest -CallbackUri "`"$(Get-Callback $request)`""

            Assert-GuestIsCreated
        }
    }

    It 'redeems a code with its verifier, given as <Kind>' -ForEach @(
        @{ Kind = 'text'; Wrap = { param($text) $text } }
        @{ Kind = 'SecureString'; Wrap = { param($text) [System.Net.NetworkCredential]::new('', $text).SecurePassword } }
    ) {
        $pkce = New-GenesysPkce
        $request = $pkce | Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId
        $code = [regex]::Match((Get-Callback $request), 'code=([^&]+)').Groups[1].Value

        $null = Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -Code (& $Wrap $code) -CodeVerifier (& $Wrap $pkce.CodeVerifier)

        Assert-GuestIsCreated
    }

    It 'takes a secret with a line end, as Get-Content -Raw gives it' {
        $first = (Connect-Sandbox $sandbox).RefreshToken
        $text = [System.Net.NetworkCredential]::new('', $first).Password

        $null = Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RefreshToken "$text`r`n"

        Assert-GuestIsCreated
    }

    It 'refuses an object as a secret without showing it' {
        $answer = [pscustomobject]@{ access_token = 's3cret-7' }

        $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress -AccessToken $answer }

        $record.Exception.Message | Should -Match 'SecureString'
        "$($record | Format-List * -Force | Out-String)$($record.Exception)" | Should -Not -Match 's3cret-7'
    }

    It 'goes on with a refresh token, which the server replaces' {
        $first = (Connect-Sandbox $sandbox).RefreshToken
        $connection = Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RefreshToken $first

        $connection.GrantType | Should -Be 'RefreshToken'
        $connection.RefreshToken | Should -BeOfType ([securestring])
        [System.Net.NetworkCredential]::new('', $connection.RefreshToken).Password | Should -Not -Be ([System.Net.NetworkCredential]::new('', $first).Password)
        Assert-GuestIsCreated
    }

    It 'uses an access token from elsewhere' {
        $null = Connect-Sandbox $sandbox
        $token = Get-GenesysAccessToken

        $connection = Connect-GenesysGuest $sandbox.baseAddress -AccessToken $token -WarningVariable warnings

        $connection.GrantType | Should -Be 'AccessToken'
        $connection.CanRefresh | Should -BeFalse
        $connection.ExpiresAt | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        Assert-GuestIsCreated
    }

    It 'warns of an access token that the service refuses, and keeps it' {
        $connection = Connect-GenesysGuest $sandbox.baseAddress -AccessToken s3cret-7 -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -BeLike 'Genesys Cloud does not accept the access token (401). *'
        "$warnings" | Should -Not -Match 's3cret-7'
        Get-GenesysConnection | Should -Be $connection
    }

    It 'signs in as a confidential client' {
        $connection = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)

        $connection.GrantType | Should -Be 'ClientCredentials'
        $connection.ClientId | Should -BeExactly $sandbox.confidentialClientId
        Assert-GuestIsCreated
    }

    It 'goes by the proxy that is given, and names it where it refuses' {
        $proxy = Open-RawServer "HTTP/1.1 407 Proxy Authentication Required`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
        try {
            $failure = Get-ErrorOf { Connect-GenesysGuest usw2.pure.cloud client -Code code-0123456789 -CodeVerifier ('a' * 43) -Proxy $proxy.Address }
        }
        finally {
            Close-RawServer $proxy
        }

        "$($proxy.Heads)" | Should -BeLike 'CONNECT usw2.pure.cloud:443 *'
        $failure.FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
        $failure.Exception.Message | Should -BeLike '*the proxy 127.0.0.1 requires authentication*'
    }

    It 'says that a proxy does not answer, and which parameters there are for it' {
        $failure = Get-ErrorOf { Connect-GenesysGuest usw2.pure.cloud -Credential (Get-SandboxCredential $sandbox) -Proxy http://127.0.0.1:1 }

        $failure.FullyQualifiedErrorId | Should -BeLike 'TokenRequestFailed,*'
        $failure.Exception.Message | Should -BeLike '*the proxy 127.0.0.1 refused the connection on port 1*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Proxy*-NoProxy*'
    }

    It 'shows a proxy nothing of what stays on this computer' {
        $connection = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox) -Proxy http://127.0.0.1:1

        $connection.GrantType | Should -Be 'ClientCredentials'
    }

    It 'uses the proxy of the system unless it is told not to, and never for this computer' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $proxy = Open-RawServer "HTTP/1.1 407 Proxy Authentication Required`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
        try {
            $said = Invoke-InNewProcess (Join-Path $PSScriptRoot 'NoProxy.Scenario.ps1') -Argument (
                (Get-BuiltManifest), $sandbox.baseAddress, $sandbox.confidentialClientId, $sandbox.confidentialClientSecret, $proxy.Address)
        }
        finally {
            Close-RawServer $proxy
        }

        $said | Should -Match 'this computer: ClientCredentials'
        $said | Should -Match 'elsewhere: .*the proxy 127\.0\.0\.1 '
        $said | Should -Match 'elsewhere without: (?!.*the proxy)'
        "$($proxy.Heads)" | Should -BeLike 'CONNECT genesys.invalid:443 *'
    }

    It 'takes one answer to who we are to the proxy, and says so before anything is sent' {
        $failure = Get-ErrorOf {
            Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox) -ProxyCredential (Get-SandboxCredential $sandbox) -ProxyUseDefaultCredentials
        }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $failure.Exception.Message | Should -BeLike '*-ProxyCredential and -ProxyUseDefaultCredentials*'
    }

    It 'may be to the proxy who it is to this computer' {
        (Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox) -ProxyUseDefaultCredentials).GrantType | Should -Be 'ClientCredentials'
    }

    It 'signs in in the regional layout, where the client has its scopes' {
        $environment = New-GenesysEnvironment $sandbox.baseAddress -Layout Regional
        $request = Get-GenesysAuthorizationUrl $environment sandbox-regional

        $null = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request)

        Assert-GuestIsCreated
    }

    It 'takes the layout where the sign-in begins' {
        $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress sandbox-regional -Layout Regional
        $request.Environment | Should -Be (New-GenesysEnvironment $sandbox.baseAddress -Layout Regional)
        $request.Scopes.Count | Should -Be 0

        (Connect-GenesysGuest $sandbox.baseAddress -Layout Regional -Credential (Get-SandboxCredential $sandbox)).Environment.Layout | Should -Be 'Regional'
        Assert-GuestIsCreated
    }

    It 'refuses a layout for an environment with addresses of its own, before anything is sent' {
        $environment = New-GenesysEnvironment $sandbox.baseAddress -GuestsUri 'https://gateway.example.com/guests'

        (Get-ErrorOf { Connect-GenesysGuest $environment -Layout Regional -Credential (Get-SandboxCredential $sandbox) }).FullyQualifiedErrorId | Should -BeLike 'InvalidEnvironment,*'
    }

    It 'sends the secret of a client with which people sign in, with a code and with a refresh token' {
        $client = [pscredential]::new('sandbox-web', (ConvertTo-SecureString 'sandbox-secret' -AsPlainText -Force))
        $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress sandbox-web

        $connection = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request) -Credential $client
        $again = Connect-GenesysGuest $sandbox.baseAddress -RefreshToken $connection.RefreshToken -Credential $client
        Assert-GuestIsCreated

        $connection.ClientId, $again.ClientId | Should -Be 'sandbox-web', 'sandbox-web'
        (Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress sandbox-web -RefreshToken $again.RefreshToken }).FullyQualifiedErrorId | Should -BeLike 'TokenRequestUnauthorized,*'
    }

    It 'does not send a secret for another client''s request' {
        $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress sandbox-web

        (Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request) -Credential (Get-SandboxCredential $sandbox) }).Exception.Message | Should -Match 'sandbox-web'
    }

    It 'tells the sign-in page who signs in' {
        $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress sandbox-client -Organization contoso -Provider okta -LoginHint ada@example.com:contoso -ForceLogin

        "$request" | Should -Match '&org=contoso&provider=okta&login_hint=ada%40example.com%3Acontoso&prompt=login$'
        (Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request)).GrantType | Should -Be 'AuthorizationCode'
        { Get-GenesysAuthorizationUrl $sandbox.baseAddress sandbox-client -Provider okta } | Should -Throw '*must be used together*'
    }

    It 'uses the access token that a variable holds, before the secret' {
        $env:GENESYSCLOUD_REGION = $sandbox.baseAddress
        $null = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)
        $env:GENESYSCLOUD_ACCESS_TOKEN = Get-GenesysAccessToken -AsPlainText
        $env:GENESYSCLOUD_OAUTHCLIENT_SECRET = 'wrong'

        (Connect-GenesysGuest).GrantType | Should -Be 'AccessToken'
        Assert-GuestIsCreated
    }

    It 'signs in unattended with what the environment variables say' {
        $env:GENESYSCLOUD_REGION = $sandbox.baseAddress
        $env:GENESYSCLOUD_OAUTHCLIENT_ID = $sandbox.confidentialClientId
        $env:GENESYSCLOUD_OAUTHCLIENT_SECRET = $sandbox.confidentialClientSecret

        (Connect-GenesysGuest).GrantType | Should -Be 'ClientCredentials'
        Assert-GuestIsCreated
    }

    It 'prefers what is given to what the environment variables say' {
        $env:GENESYSCLOUD_REGION = 'nowhere.example'
        $env:GENESYSCLOUD_OAUTHCLIENT_ID = 'nobody'

        (Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)).ClientId | Should -BeExactly $sandbox.confidentialClientId
    }

    It 'says which environment variable would help when nothing is given, even if the port is taken' {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        try {
            $taken = @{ RedirectUri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/callback" }
            (Get-ErrorOf { Connect-GenesysGuest -NoBrowser @taken }).ErrorDetails.RecommendedAction | Should -Match 'GENESYSCLOUD_REGION'
            (Get-ErrorOf { Connect-GenesysGuest mypurecloud.de -NoBrowser @taken }).Exception.Message | Should -Match 'GENESYSCLOUD_OAUTHCLIENT_ID'
        }
        finally {
            $listener.Stop()
        }
    }

    It 'leaves the connection that there is alone when a sign-in fails' {
        $before = Connect-Sandbox $sandbox
        $null = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox 'wrong') }

        Get-GenesysConnection | Should -Be $before
        Assert-GuestIsCreated
    }

    It 'has parameter sets that do not mix' {
        (Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress -AccessToken a -RefreshToken b }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
    }
}
