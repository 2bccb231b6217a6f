BeforeDiscovery {
    $isDesktop = $PSVersionTable.PSEdition -eq 'Desktop'
    $reason = if ($isDesktop) { ' (PowerShell 7 only)' }
    $noThreadJob = -not (Get-Command Start-ThreadJob -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
    $manifest = Get-BuiltManifest

    function ConvertTo-Row([string[]] $Name) {
        foreach ($one in $Name) { [pscustomobject] @{ Name = $one; Email = "$($one.ToLowerInvariant())@example.com"; Tier = 'gold' } }
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'New-GenesysGuest among the platform''s own' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $connection = Connect-Sandbox $sandbox
        $bad = [pscustomobject] @{ Name = 'Nobody'; Email = 'nowhere' }
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    Context 'pipelines' {
        It 'takes a row by value: -InputObject' {
            (ConvertTo-Row Ada, Grace | New-GenesysGuest).Name | Sort-Object | Should -Be @('Ada', 'Grace')
        }

        It 'takes -Name and -Email by property name, and -Email from elsewhere' {
            (ConvertTo-Row Ada | New-GenesysGuest -Email other@example.com).Email | Should -BeExactly 'other@example.com'
        }

        It 'adds guests to -OutVariable with +' {
            $null = ConvertTo-Row Ada | New-GenesysGuest -OutVariable guests
            $null = ConvertTo-Row Grace | New-GenesysGuest -OutVariable +guests

            $guests.Name | Should -Be @('Ada', 'Grace')
        }

        It 'puts failures into -ErrorVariable, and adds them with +' {
            $null = $bad | New-GenesysGuest -ErrorVariable failed -ErrorAction SilentlyContinue
            $null = $bad | New-GenesysGuest -ErrorVariable +failed -ErrorAction SilentlyContinue

            $failed.Count | Should -Be 2
            $failed.TargetObject | Should -Be @($bad, $bad)
        }

        It 'puts warnings into -WarningVariable and the counts into -InformationVariable' {
            $null = ConvertTo-Row Ada | New-GenesysGuest -AttributeColumn Teir -WarningVariable warned -WarningAction SilentlyContinue -InformationVariable told

            $warned.Count | Should -Be 1
            "$told" | Should -Match '^1 created, 0 failed'
        }

        It 'has each guest in -PipelineVariable for the commands behind it' {
            $said = ConvertTo-Row Ada, Grace | New-GenesysGuest -ThrottleLimit 1 -PipelineVariable guest | ForEach-Object { "$($guest.Name): $($guest.Id -eq $_.Id)" }

            $said | Should -Be @('Ada: True', 'Grace: True')
        }

        It 'sees the row that made it in the -PipelineVariable of a command before it, where the row was the last to go in' {
            $said = ConvertTo-Row Ada | ForEach-Object { $_ } -PipelineVariable row | New-GenesysGuest | ForEach-Object { $row.Tier }

            $said | Should -Be 'gold'
        }
    }

    Context 'error preferences' {
        It '$ErrorActionPreference = ''Stop'' makes the first failure one that try/catch catches, with its row' {
            $ErrorActionPreference = 'Stop'
            $caught = $null
            try {
                $bad | New-GenesysGuest
            }
            catch {
                $caught = $_
            }

            $caught.FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
            $caught.TargetObject | Should -Be $bad
        }

        It 'is caught by its type' {
            $caught = try { $bad | New-GenesysGuest -ErrorAction Stop } catch [GenesysGuest.ProvisioningException] { $_.Exception.Field }
            Disconnect-GenesysGuest
            $other = try { Get-GenesysAccessToken -ErrorAction Stop } catch [GenesysGuest.SignInException] { "$($_.Exception.ErrorId)" }

            $caught | Should -BeExactly 'Email'
            $other | Should -BeExactly 'NotConnected'
        }

        It '-ErrorAction Ignore leaves no trace' {
            $before = $Error.Count

            $bad | New-GenesysGuest -ErrorAction Ignore | Should -BeNullOrEmpty

            $Error.Count | Should -Be $before
        }

        It '$? says whether something failed' {
            $null = ConvertTo-Row Ada | New-GenesysGuest
            $? | Should -BeTrue
            $null = $bad | New-GenesysGuest -ErrorAction SilentlyContinue
            $? | Should -BeFalse
        }
    }

    Context 'preferences and strictness' {
        It 'honors $PSDefaultParameterValues' {
            $PSDefaultParameterValues = @{ 'New-GenesysGuest:AttributeColumn' = '*'; '*-Genesys*:Environment' = $sandbox.baseAddress }

            $null = ConvertTo-Row Ada | New-GenesysGuest
            $request = Get-GenesysAuthorizationUrl -ClientId $sandbox.clientId

            (Get-SandboxGuest $sandbox).customAttributes.Tier | Should -BeExactly 'gold'
            $request.Environment.Name | Should -BeExactly $sandbox.baseAddress
        }

        It 'works in strict mode, views and completion included' {
            Set-StrictMode -Version Latest
            try {
                $guest = ConvertTo-Row Ada | New-GenesysGuest -AttributeColumn *

                $guest, $connection, (New-GenesysPkce), $connection.Environment | ForEach-Object {
                    $_ | Format-Table | Out-String | Should -Not -BeNullOrEmpty
                    $_ | Format-List | Out-String | Should -Not -BeNullOrEmpty
                }

                (TabExpansion2 'Connect-GenesysGuest -Environment us').CompletionMatches | Should -Not -BeNullOrEmpty
            }
            finally {
                Set-StrictMode -Off
            }
        }

        It 'takes splatted arguments' {
            $arguments = @{ Name = 'Ada'; Email = 'ada@example.com'; CustomAttributes = @{ Tier = 'gold' }; Connection = $connection }

            (New-GenesysGuest @arguments).Name | Should -BeExactly 'Ada'
        }
    }

    Context 'round trips' {
        BeforeEach {
            $guest = New-GenesysGuest 'Ada Lovelace' ada@example.com
        }

        It 'goes through Export-Csv and back with id, token and date' {
            $file = Join-Path $TestDrive 'guests.csv'
            $guest | Export-Csv $file -NoTypeInformation -Encoding UTF8

            $back = Import-Csv $file -Encoding UTF8

            $back.Id | Should -BeExactly "$($guest.Id)"
            $back.Token | Should -BeExactly $guest.Token
            [datetimeoffset]::Parse($back.CreatedDate) | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddHours(-1))
        }

        It 'goes through ConvertTo-Json and back' {
            $back = $guest | ConvertTo-Json | ConvertFrom-Json

            $back.Id | Should -BeExactly "$($guest.Id)"
            $back.Token | Should -BeExactly $guest.Token
            $back.Email | Should -BeExactly 'ada@example.com'
        }

        It 'goes through Export-Clixml and back' {
            $file = Join-Path $TestDrive 'guest.xml'
            $guest | Export-Clixml $file

            $back = Import-Clixml $file

            $back.PSTypeNames | Should -Contain 'Deserialized.GenesysGuest.Guest'
            "$($back.Id)" | Should -BeExactly "$($guest.Id)"
            $back.Token | Should -BeExactly $guest.Token
            $back.Name | Should -BeExactly 'Ada Lovelace'
        }

        It 'is a row again: what comes out of a CSV can be piped in' {
            ($guest | Select-Object Name, Email | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv | New-GenesysGuest).Name | Should -BeExactly 'Ada Lovelace'
        }
    }

    Context 'elsewhere' {
        It 'works in a job' {
            $address = $sandbox.baseAddress
            $token = Get-GenesysAccessToken -AsPlainText
            $job = Start-Job {
                Import-Module $using:manifest
                $null = Connect-GenesysGuest $using:address -AccessToken $using:token
                New-GenesysGuest Ada ada@example.com
                New-GenesysGuest Nobody nowhere
            }

            $guest = $job | Receive-Job -Wait -AutoRemoveJob -ErrorVariable failed -ErrorAction SilentlyContinue

            $guest.Token | Should -BeExactly (Get-SandboxGuest $sandbox).token
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
        }

        It 'works in a thread job with the connection of this runspace' -Skip:$noThreadJob {
            $job = Start-ThreadJob {
                Import-Module $using:manifest
                New-GenesysGuest Ada ada@example.com -Connection $using:connection
            }

            ($job | Receive-Job -Wait -AutoRemoveJob).Token | Should -BeExactly (Get-SandboxGuest $sandbox).token
        }

        It "works in ForEach-Object -Parallel with the connection of this runspace, each with a current one of its own$reason" -Skip:$isDesktop {
            $said = 1..4 | ForEach-Object -ThrottleLimit 2 -Parallel {
                Import-Module $using:manifest
                (New-GenesysGuest "Guest $_" "guest$_@example.com" -Connection $using:connection).Name
                if (-not (Get-GenesysConnection)) { 'Not signed in' }
            }

            @($said -like 'Guest *').Count | Should -Be 4
            @($said -eq 'Not signed in').Count | Should -Be 4
        }

        It 'works where the language is constrained after the import, with core types only' {
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            try {
                $null = $shell.AddCommand('Import-Module').AddParameter('Name', $manifest).Invoke()
                $shell.Runspace.SessionStateProxy.SetVariable('connection', $connection)
                $shell.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
                $shell.Commands.Clear()

                $said = $shell.AddScript(@'
                    "$($ExecutionContext.SessionState.LanguageMode)"
                    $guest = 'Name,Email,Tier', 'Ada,ada@example.com,gold' | ConvertFrom-Csv | New-GenesysGuest -AttributeColumn Tier -Connection $connection
                    $guest.Name
                    $guest.Token
                    ($guest | Format-Table | Out-String) -match 'Ada'
                    'Name,Email', 'Nobody,nowhere' | ConvertFrom-Csv | New-GenesysGuest -Connection $connection -ErrorVariable failed -ErrorAction SilentlyContinue
                    $failed[0].ErrorDetails.RecommendedAction.Length -gt 0
'@).Invoke()

                $shell.Streams.Error | Where-Object FullyQualifiedErrorId -NotLike 'InvalidGuest,*' | Should -BeNullOrEmpty
                $said | Should -Be @('ConstrainedLanguage', 'Ada', (Get-SandboxGuest $sandbox).token, $true, $true)
            }
            finally {
                $shell.Dispose()
            }
        }

        It 'takes an environment, a proof key and secrets in constrained language' {
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            try {
                $null = $shell.AddCommand('Import-Module').AddParameter('Name', $manifest).Invoke()
                $shell.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
                $shell.Commands.Clear()
                $request = $shell.AddScript("New-GenesysPkce | Get-GenesysAuthorizationUrl -Environment $($sandbox.baseAddress) -ClientId $($sandbox.clientId)").Invoke()
                $shell.Commands.Clear()
                $shell.Runspace.SessionStateProxy.SetVariable('request', $request[0])
                $shell.Runspace.SessionStateProxy.SetVariable('callback', (Get-Callback $request[0]))

                $said = $shell.AddScript('Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri $callback; (Get-GenesysAccessToken -AsPlainText).Length -gt 10').Invoke()

                $shell.Streams.Error | Should -BeNullOrEmpty
                "$($said[0].GrantType)" | Should -BeExactly 'AuthorizationCode'
                $said[1] | Should -BeTrue
            }
            finally {
                $shell.Dispose()
            }
        }
    }
}

Describe 'In a PowerShell of culture <_>' -ForEach 'tr-TR', 'ar-SA', 'ja-JP' {
    BeforeAll {
        Clear-Sandbox $sandbox
        $said = Invoke-InNewProcess (Join-Path $PSScriptRoot 'Culture.Scenario.ps1') $_, $manifest, $sandbox.baseAddress, $sandbox.confidentialClientId, $sandbox.confidentialClientSecret |
            ConvertFrom-Json
    }

    It 'the session has that culture, and its dates and numbers' {
        $said.culture | Should -BeExactly $_
        $said.proof | Should -Not -BeExactly '1.5 2024-05-06'
    }

    It 'parameters and columns are found whatever their case' {
        $said.name | Should -BeExactly 'Ada'
        (Get-SandboxGuest $sandbox).customAttributes.TIER | Should -BeExactly 'gold'
    }

    It 'attributes are invariant text' {
        $text = (Get-SandboxGuest $sandbox).customAttributes
        $text.SHARE | Should -BeExactly '0.25'
        # In PowerShell 7, ConvertFrom-Json converts text that looks like a date.
        ([datetime] $text.SINCE).ToUniversalTime() | Should -Be ([datetime]::new(2024, 5, 6, 7, 8, 9, [System.DateTimeKind]::Utc))
    }

    It 'views and errors can be shown' {
        $said.view | Should -Match 'Ada'
        $said.error | Should -Match 'InvalidGuest'
        $said.region | Should -BeExactly 'mypurecloud.ie'
    }
}
