BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
    $denying = Open-Sandbox '--auto-deny'

    function Get-Request([object] $From = $sandbox) {
        Get-GenesysAuthorizationUrl -Environment $From.baseAddress -ClientId $From.clientId
    }

    # Checks what applies to every error of the module.
    function Assert-Error([object] $Record, [string] $Id, [string] $Category, [object] $Target) {
        @($Record).Count | Should -Be 1 -Because 'one thing went wrong'
        $Record.FullyQualifiedErrorId | Should -BeLike "$Id,GenesysGuest.Commands.*"
        $Record.CategoryInfo.Category | Should -Be $Category
        $Record.Exception.ErrorId | Should -Be $Id
        $Record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $Record.ErrorDetails.RecommendedAction.StartsWith($Record.Exception.Remedy, [System.StringComparison]::Ordinal) | Should -BeTrue

        # If the module has a command or parameter for the remedy, the remedy names it.
        $line = $Record.ErrorDetails.RecommendedAction.Substring($Record.Exception.Remedy.Length)
        $line | Should -Match $(if ($Record.Exception.NextStep -eq 'None') { '^$' } else { '^ (Use|See|Run) \S.*\.$' })
        $Record.TargetObject | Should -Be $Target
    }
}

AfterAll {
    Close-Sandbox $sandbox
    Close-Sandbox $denying
}

Describe 'Errors of signing in' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'AuthorizationDenied, when the user says no' {
        $request = Get-Request $denying

        $record = Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request) }

        Assert-Error $record -Id AuthorizationDenied -Category PermissionDenied
        $record.Exception.ServerCode | Should -BeExactly 'access_denied'
    }

    It 'AuthorizationDenied, when the client may not have the scope' {
        $request = Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId -Scope everything

        $record = Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request) }

        Assert-Error $record -Id AuthorizationDenied -Category PermissionDenied
        $record.Exception.ServerCode | Should -BeExactly 'invalid_scope'
        $record.ErrorDetails.RecommendedAction | Should -Match '-Scope'
    }

    It 'AuthorizationTimedOut, when nobody answers' {
        $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri http://127.0.0.1:0/callback -NoBrowser -TimeoutSec 1 6>$null }

        Assert-Error $record -Id AuthorizationTimedOut -Category OperationTimeout
    }

    It 'StateMismatch, when the address answers another request' {
        $record = Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest (Get-Request) -CallbackUri (Get-Callback (Get-Request)) }

        Assert-Error $record -Id StateMismatch -Category SecurityError
    }

    It 'InvalidCallback, when the address is <What>' -ForEach @(
        @{ What = 'no address'; Address = 'the code is 17' }
        @{ What = 'without a query'; Address = 'http://127.0.0.1:8765/callback' }
        @{ What = 'another place'; Address = 'http://127.0.0.1:8765/elsewhere?code=a&state=b' }
    ) {
        Assert-Error (Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest (Get-Request) -CallbackUri $Address }) -Id InvalidCallback -Category InvalidData
    }

    It 'InvalidCallback, when a request is used a second time' {
        $request = Get-Request
        $callback = Get-Callback $request
        $null = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback

        Assert-Error (Get-ErrorOf { Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback }) -Id InvalidCallback -Category InvalidData
    }

    It 'RedirectPortInUse, when another program listens there' {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        try {
            $port = $listener.LocalEndpoint.Port
            $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri "http://127.0.0.1:$port/callback" -NoBrowser }
        }
        finally {
            $listener.Stop()
        }

        Assert-Error $record -Id RedirectPortInUse -Category ResourceBusy
        $record.Exception.Message | Should -Match $port
    }

    It 'InvalidRedirectUri, when no answer could be received at <_>' -ForEach 'https://example.com/callback', 'http://192.0.2.1:8765/callback' {
        Assert-Error (Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RedirectUri $_ -NoBrowser }) -Id InvalidRedirectUri -Category InvalidArgument
    }

    It 'TokenRequestRejected, when the verifier is another' {
        $code = [regex]::Match((Get-Callback (Get-Request)), 'code=([^&]+)').Groups[1].Value

        $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -Code $code -CodeVerifier (New-GenesysPkce).CodeVerifier }

        Assert-Error $record -Id TokenRequestRejected -Category AuthenticationError
        $record.Exception.StatusCode | Should -Be 'BadRequest'
        $record.Exception.ServerCode | Should -BeExactly 'invalid_grant'
        $record.ErrorDetails.RecommendedAction | Should -Match 'region'
    }

    It 'TokenRequestRejected, when a refresh token was used before' {
        $old = (Connect-Sandbox $sandbox).RefreshToken
        $null = Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RefreshToken $old

        Assert-Error (Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -RefreshToken $old }) -Id TokenRequestRejected -Category AuthenticationError
    }

    It 'TokenRequestUnauthorized, when the secret is wrong' {
        $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox 'wrong') }

        Assert-Error $record -Id TokenRequestUnauthorized -Category AuthenticationError
        $record.ErrorDetails.RecommendedAction | Should -Match 'region'
    }

    It 'TokenRequestFailed, when the answer is <_>' -ForEach 'status-500', 'malformed', 'missing-token', 'reset-after-create', 'wrong-content-type' {
        Add-SandboxFault $sandbox $_ -Target token -Times 2 # a look, and the sign-in

        Assert-Error (Get-ErrorOf { Connect-Sandbox $sandbox }) -Id TokenRequestFailed -Category ConnectionError
    }

    It 'MissingScope, when less was granted than guests take' {
        $pkce = New-GenesysPkce
        $request = $pkce | Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId -Scope webmessaging:guest:create
        $code = [regex]::Match((Get-Callback $request), 'code=([^&]+)').Groups[1].Value

        $record = Get-ErrorOf { Connect-GenesysGuest $sandbox.baseAddress $sandbox.clientId -Code $code -CodeVerifier $pkce.CodeVerifier }

        Assert-Error $record -Id MissingScope -Category PermissionDenied
        $record.Exception.Message | Should -Match 'externalusers:write'
    }

    It 'NotConnected, when nobody has signed in: <_>' -ForEach 'Get-GenesysAccessToken', 'Get-GenesysContact ada@example.com', 'New-GenesysGuest Ada ada@example.com' {
        Assert-Error (Get-ErrorOf ([scriptblock]::Create($_))) -Id NotConnected -Category ConnectionError
    }

    It 'SessionExpired, when the session was revoked' {
        $null = Connect-Sandbox $sandbox
        Invoke-Sandbox -Sandbox $sandbox -Method POST -Path revoke-tokens

        $records = Get-ErrorOf { New-GenesysGuest Ada ada@example.com }

        $record = $records | Where-Object FullyQualifiedErrorId -Like 'SessionExpired,*'
        Assert-Error $record -Id SessionExpired -Category AuthenticationError
        $record.ErrorDetails.RecommendedAction | Should -Match 'Connect-GenesysGuest'
        $left = $records | Where-Object FullyQualifiedErrorId -Like 'NotAttempted,*'
        $left.TargetObject.Email | Should -BeExactly 'ada@example.com' -Because 'no row may be lost'
        Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
    }

    It 'InvalidEnvironment, when an address is not protected' {
        Assert-Error (Get-ErrorOf { New-GenesysEnvironment http://mypurecloud.com }) -Id InvalidEnvironment -Category InvalidArgument
        Assert-Error (Get-ErrorOf { New-GenesysEnvironment mypurecloud.com -TokenUri http://login.mypurecloud.com/oauth/token }) -Id InvalidEnvironment -Category InvalidArgument
    }
}

Describe 'Errors of arguments' {
    It 'have no name of a parameter of the library in their message: <Case>' -ForEach @(
        @{ Case = 'no client id'; Code = { Connect-GenesysGuest $sandbox.baseAddress -NoBrowser }; Says = 'No client id*GENESYSCLOUD_OAUTHCLIENT_ID.'; Target = 'clientId' }
        @{ Case = 'no scope'; Code = { Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId -Scope 'a"b' }; Says = "'a`"b' is not a valid scope*"; Target = 'scopes' }
        @{ Case = 'no provider'; Code = { Get-GenesysAuthorizationUrl $sandbox.baseAddress $sandbox.clientId -Organization acme }; Says = '*organization*provider*'; Target = 'options' }
    ) {
        $variable = $env:GENESYSCLOUD_OAUTHCLIENT_ID
        $env:GENESYSCLOUD_OAUTHCLIENT_ID = $null
        try {
            $record = Get-ErrorOf $Code
        }
        finally {
            $env:GENESYSCLOUD_OAUTHCLIENT_ID = $variable
        }

        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,GenesysGuest.Commands.*'
        $record.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $record.Exception | Should -BeOfType ([System.ArgumentException])
        $record.Exception.Message | Should -BeLike $Says
        $record.Exception.Message | Should -Not -Match 'Parameter|Value '
        $record.TargetObject | Should -BeExactly $Target
    }
}

Describe 'Errors of creating guests' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $null = Connect-Sandbox $sandbox
        $row = [pscustomobject] @{ Name = 'Ada Lovelace'; Email = 'ada@example.com' }
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'InvalidGuest, when the row is no guest' {
        $row.Email = 'nowhere'

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id InvalidGuest -Category InvalidData -Target $row
        $record.Exception.RowNumber | Should -Be 1
    }

    It 'GuestUnauthorized, when the token is no good and cannot be renewed' {
        $null = Connect-GenesysGuest $sandbox.baseAddress -AccessToken not-a-good-one -WarningAction SilentlyContinue

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id GuestUnauthorized -Category AuthenticationError -Target $row
        $record.Exception.StatusCode | Should -Be 'Unauthorized'
    }

    It 'GuestUnauthorized, when the renewed token is refused as well' {
        Add-SandboxFault $sandbox status-401 -Times 2

        Assert-Error (Get-ErrorOf { $row | New-GenesysGuest }) -Id GuestUnauthorized -Category AuthenticationError -Target $row
    }

    It 'GuestForbidden, when the token has not the scopes' {
        $null = Connect-Sandbox $sandbox -Scope webmessaging:guest:create

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id GuestForbidden -Category PermissionDenied -Target $row
        $record.Exception.ServerCode | Should -BeExactly 'app.not.authorized.for.scope'
        $record.ErrorDetails.RecommendedAction | Should -Match 'externalusers:write'
    }

    It 'GuestForbidden, when the role does not permit it, with another remedy' {
        Add-SandboxFault $sandbox status-403

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id GuestForbidden -Category PermissionDenied -Target $row
        $record.Exception.ServerCode | Should -BeExactly 'missing.any.permissions'
        $record.ErrorDetails.RecommendedAction | Should -Match 'role'
    }

    It 'GuestRejected, when the server answers <_>' -ForEach 400, 404, 409, 413, 415, 422 {
        Add-SandboxFault $sandbox "status-$_"

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id GuestRejected -Category InvalidData -Target $row
        [int] $record.Exception.StatusCode | Should -Be $_
        $record.Exception.CorrelationId | Should -Not -BeNullOrEmpty
    }

    It 'RateLimited, at once, when the server says to come back much later, and says when' {
        Add-SandboxFault $sandbox status-429 -RetryAfter 7200

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id RateLimited -Category LimitsExceeded -Target $row
        $record.Exception.RetryAfter | Should -Be ([timespan]::FromHours(2))
        $record.ErrorDetails.RecommendedAction | Should -Match '2 hours'
    }

    It 'RateLimited, when all retries meet the limit' {
        Add-SandboxFault $sandbox status-429 -RetryAfter 0 -Times 3

        Assert-Error (Get-ErrorOf { $row | New-GenesysGuest -MaxRetryCount 2 }) -Id RateLimited -Category LimitsExceeded -Target $row
    }

    It 'ServiceUnavailable, when the server fails' {
        Add-SandboxFault $sandbox status-503

        $record = Get-ErrorOf { $row | New-GenesysGuest -MaxRetryCount 0 }

        Assert-Error $record -Id ServiceUnavailable -Category ResourceUnavailable -Target $row
        [int] $record.Exception.StatusCode | Should -Be 503
    }

    It 'ServiceUnavailable, when nobody listens there' {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $environment = New-GenesysEnvironment $sandbox.baseAddress -GuestsUri "http://127.0.0.1:$($listener.LocalEndpoint.Port)/guests"
        $listener.Stop()
        $null = Connect-GenesysGuest $environment -AccessToken any

        Assert-Error (Get-ErrorOf { $row | New-GenesysGuest -MaxRetryCount 0 }) -Id ServiceUnavailable -Category ResourceUnavailable -Target $row
    }

    It 'GuestOutcomeUnknown, when the answer is lost: <_>' -ForEach 'reset-after-create', 'truncated', 'truncated-chunked' {
        Add-SandboxFault $sandbox $_
        $asked = (Get-SandboxCount $sandbox).guestRequests

        $record = Get-ErrorOf { $row | New-GenesysGuest }

        Assert-Error $record -Id GuestOutcomeUnknown -Category ConnectionError -Target $row
        (Get-SandboxCount $sandbox).guestRequests - $asked | Should -Be 1 -Because 'a second request could make a second guest'
        @(Get-SandboxGuest $sandbox).Count | Should -Be 1
    }

    It 'UnexpectedResponse, when the success is <_>' -ForEach 'malformed', 'wrong-content-type', 'missing-token', 'missing-id', 'empty-body', 'no-content' {
        Add-SandboxFault $sandbox $_

        Assert-Error (Get-ErrorOf { $row | New-GenesysGuest }) -Id UnexpectedResponse -Category InvalidResult -Target $row
    }

    It 'of several rows are one each, with the row''s number' {
        Add-SandboxFault $sandbox status-409 -Times 2
        $rows = 1..3 | ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com" } }

        $records = Get-ErrorOf { $rows | New-GenesysGuest -ThrottleLimit 1 }

        $records.Exception.RowNumber | Should -Be @(1, 2)
        $records.TargetObject | Should -Be $rows[0, 1]
    }
}
