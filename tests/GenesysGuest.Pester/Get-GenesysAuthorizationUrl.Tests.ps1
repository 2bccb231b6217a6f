BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule

    function ConvertFrom-Query([uri] $Uri) {
        $values = @{}
        foreach ($pair in $Uri.Query.TrimStart('?').Split('&')) {
            $name, $value = $pair.Split('=')
            $values[$name] = [uri]::UnescapeDataString($value)
        }

        $values
    }
}

Describe 'Get-GenesysAuthorizationUrl' {
    It 'composes the address of the contract' {
        $request = Get-GenesysAuthorizationUrl usw2.pure.cloud my-client
        $query = ConvertFrom-Query $request.Uri

        $request | Should -BeOfType ([GenesysGuest.AuthorizationRequest])
        $request.Uri.GetLeftPart('Path') | Should -BeExactly 'https://usw2.pure.cloud/api/v2/oauth/authorize'
        $query.response_type | Should -BeExactly 'code'
        $query.client_id | Should -BeExactly 'my-client'
        $query.redirect_uri | Should -BeExactly 'http://127.0.0.1:8765/callback'
        $query.scope | Should -BeExactly 'webmessaging:guest:create externalusers:write'
        $query.code_challenge_method | Should -BeExactly 'S256'
        $query.code_challenge | Should -BeExactly $request.CodeChallenge
        $query.state | Should -MatchExactly '^[0-9a-f]{32}$'
    }

    It 'is its address wherever text stands' {
        $request = Get-GenesysAuthorizationUrl usw2.pure.cloud my-client

        "$request" | Should -BeExactly $request.Uri.AbsoluteUri
    }

    It 'is shown so that it can be copied: with nothing in it that is no part of an address' {
        $request = Get-GenesysAuthorizationUrl usw2.pure.cloud my-client

        ($request | Out-String -Width 1000) | Should -Match ([regex]::Escape($request.Uri.AbsoluteUri))
    }

    It 'uses the proof key from the pipeline' {
        $pkce = New-GenesysPkce

        ($pkce | Get-GenesysAuthorizationUrl usw2.pure.cloud my-client).CodeChallenge | Should -BeExactly $pkce.CodeChallenge
    }

    It 'makes another state and another proof key each time' {
        $first, $second = 1..2 | ForEach-Object { Get-GenesysAuthorizationUrl usw2.pure.cloud my-client }

        $first.State | Should -Not -Be $second.State
        $first.CodeChallenge | Should -Not -Be $second.CodeChallenge
    }

    It 'asks for the scopes that are given' {
        (ConvertFrom-Query (Get-GenesysAuthorizationUrl usw2.pure.cloud my-client -Scope one, 'two three').Uri).scope | Should -BeExactly 'one two three'
    }

    It 'leaves the scope out when there is none' -ForEach @(
        @{ Asked = @{ Environment = 'mypurecloud.de'; Scope = @() } }
        @{ Asked = @{ Environment = @{ Layout = 'Regional' } } }
    ) {
        if ($Asked.Environment -is [hashtable]) {
            $layout = $Asked.Environment
            $Asked.Environment = New-GenesysEnvironment mypurecloud.de @layout
        }

        "$(Get-GenesysAuthorizationUrl -ClientId my-client @Asked)" | Should -Not -Match '[?&]scope='
    }

    It 'refuses the redirect URI <_>' -ForEach 'callback', '/callback', 'http://127.0.0.1:8765/callback#here', 'http://127.0.0.1:8765/call back' {
        (Get-ErrorOf { Get-GenesysAuthorizationUrl usw2.pure.cloud my-client -RedirectUri $_ }).FullyQualifiedErrorId | Should -BeLike 'InvalidRedirectUri,*'
    }

    It 'says what is wrong with an environment that is no environment' {
        (Get-ErrorOf { Get-GenesysAuthorizationUrl 'no domain' my-client }).Exception.Message | Should -BeLike "*'no domain' is neither a domain nor a known AWS region*"
    }
}
