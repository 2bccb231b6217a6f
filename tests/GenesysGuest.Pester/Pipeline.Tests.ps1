BeforeDiscovery {
    # Japanese, Arabic and an emoji, written as code points, so that Windows PowerShell reads this file correctly.
    $names = @(
        @{ Script = 'Japanese'; Name = [string]::new([char[]] (0x4F50, 0x85E4, 0x20, 0x82B1, 0x5B50)) }
        @{ Script = 'Arabic'; Name = [string]::new([char[]] (0x0641, 0x0627, 0x0637, 0x0645, 0x0629)) }
        @{ Script = 'an emoji'; Name = "Party $([char]::ConvertFromUtf32(0x1F389))" }
        @{ Script = 'letters with accents'; Name = "Zo$([char] 0xEB) $([char] 0xC9)douard" }
    )
    $unicode = @(
        @{ Encoding = 'UTF-8'; Writer = [System.Text.UTF8Encoding]::new($false); Reader = 'UTF8' }
        @{ Encoding = 'UTF-8 with a byte order mark'; Writer = [System.Text.UTF8Encoding]::new($true); Reader = 'UTF8' }
        @{ Encoding = 'UTF-16'; Writer = [System.Text.UnicodeEncoding]::new($false, $true); Reader = 'Unicode' }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox

    function ConvertTo-Row([string] $Name, [hashtable] $Cell = @{}) {
        $row = [ordered] @{ Name = $Name; Email = "$($Name.ToLowerInvariant())@example.com" }
        foreach ($column in $Cell.Keys) { $row[$column] = $Cell[$column] }
        [pscustomobject] $row
    }

    # The text that the sandbox received. In PowerShell 7, ConvertFrom-Json would convert text that looks like a date.
    function Get-SentAttribute([string] $Name) {
        $client = [System.Net.WebClient]::new()
        $client.Encoding = [System.Text.Encoding]::UTF8
        try {
            $text = $client.DownloadString("$($sandbox.controlUri)guests")
        }
        finally {
            $client.Dispose()
        }

        $found = [regex]::Match($text, "`"$Name`":`"((?:[^`"\\]|\\.)*)`"")
        if ($found.Success) { [regex]::Unescape($found.Groups[1].Value) }
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'A CSV through the pipeline' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $null = Connect-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    Context 'the file of the quick start' {
        BeforeAll {
            $file = Join-Path (Get-RepositoryRoot) 'samples/Quickstart/guests.csv'
            $rows = @(Import-Csv $file -Encoding UTF8)
        }

        It 'comes out as as many objects and errors as it has rows, and the sandbox has exactly those guests' {
            $guests = @(Import-Csv $file -Encoding UTF8 | New-GenesysGuest -AttributeColumn * -ErrorVariable failed -ErrorAction SilentlyContinue)
            $made = @(Get-SandboxGuest $sandbox)

            $rows.Count | Should -BeGreaterOrEqual 25
            $guests.Count + $failed.Count | Should -Be $rows.Count
            $failed.Count | Should -Be 1
            $guests | Should -BeOfType ([GenesysGuest.Guest])
            ($guests.Id | Sort-Object) | Should -Be ($made.id | Sort-Object)
            ($guests.Token | Sort-Object) | Should -Be ($made.token | Sort-Object)
            ($made.name | Sort-Object) | Should -Be (($rows | Where-Object { $_.Email -match '@' }).Name | Sort-Object)
        }

        It 'carries its further columns as attributes, and leaves empty cells out' {
            $null = Import-Csv $file -Encoding UTF8 | New-GenesysGuest -AttributeColumn * -ErrorAction SilentlyContinue
            $made = @(Get-SandboxGuest $sandbox)

            foreach ($row in $rows | Where-Object { $_.Email -match '@' }) {
                $sent = ($made | Where-Object email -EQ $row.Email).customAttributes
                foreach ($column in 'Tier', 'Locale') {
                    $sent.$column | Should -BeExactly $(if ($row.$column) { $row.$column })
                }

                $sent.PSObject.Properties.Name | Should -Not -Contain 'Name'
                $sent.PSObject.Properties.Name | Should -Not -Contain 'Email'
                ($sent.PSObject.Properties.Name -contains 'CustomerSince') | Should -Be ([bool] $row.CustomerSince)
            }
        }

        It 'names the row and the field of its bad row' {
            $null = Import-Csv $file -Encoding UTF8 | New-GenesysGuest -ErrorVariable failed -ErrorAction SilentlyContinue
            $at = 1..$rows.Count | Where-Object { $rows[$_ - 1].Email -notmatch '@' }

            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
            $failed[0].Exception.RowNumber | Should -Be $at
            $failed[0].Exception.Field | Should -BeExactly 'Email'
            $failed[0].Exception.Message | Should -Match "^Row ${at}: Email: "
            $failed[0].TargetObject.Name | Should -BeExactly $rows[$at - 1].Name
        }

        It 'ends in a CSV of ids and tokens' {
            $out = Join-Path $TestDrive 'tokens.csv'

            Import-Csv $file -Encoding UTF8 | New-GenesysGuest -ErrorAction SilentlyContinue | Select-Object Email, Id, Token | Export-Csv $out -NoTypeInformation -Encoding UTF8

            $written = @(Import-Csv $out -Encoding UTF8)
            $written.Count | Should -Be ($rows.Count - 1)
            ($written.Token | Sort-Object) | Should -Be ((Get-SandboxGuest $sandbox).token | Sort-Object)
        }
    }

    Context 'which columns become attributes' {
        It 'none unless asked for' {
            $null = ConvertTo-Row Ada @{ Tier = 'gold' } | New-GenesysGuest

            (Get-SandboxGuest $sandbox).customAttributes.PSObject.Properties | Should -BeNullOrEmpty
        }

        It '-AttributeColumn <Asked> takes <Sent>' -ForEach @(
            @{ Asked = @('Tier'); Sent = @('Tier') }
            @{ Asked = @('tier', 'ZONE'); Sent = @('Tier', 'Zone') }
            @{ Asked = @('Cust*'); Sent = @('CustomerId', 'CustomerSince') }
            @{ Asked = @('Tier', 'Cust?merId'); Sent = @('CustomerId', 'Tier') }
            @{ Asked = @('*'); Sent = @('CustomerId', 'CustomerSince', 'Tier', 'Zone') }
        ) {
            $null = ConvertTo-Row Ada @{ Tier = 'gold'; Zone = 'north'; CustomerId = '17'; CustomerSince = 'long' } | New-GenesysGuest -AttributeColumn $Asked

            (Get-SandboxGuest $sandbox).customAttributes.PSObject.Properties.Name | Sort-Object | Should -BeExactly $Sent
        }

        It 'a second column that could be the address stays an attribute under *' {
            $null = [pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com'; UserPrincipalName = 'ada@corp.example' } | New-GenesysGuest -AttributeColumn *

            $made = Get-SandboxGuest $sandbox
            $made.email | Should -BeExactly 'ada@example.com'
            $made.customAttributes.PSObject.Properties.Name | Should -BeExactly 'UserPrincipalName'
        }

        It 'the address, too, where it is named' {
            $null = ConvertTo-Row Ada | New-GenesysGuest -AttributeColumn Email

            (Get-SandboxGuest $sandbox).customAttributes.Email | Should -BeExactly 'ada@example.com'
        }

        It 'warns once of a column that is not there' {
            $null = 'Ada', 'Grace' | ForEach-Object { ConvertTo-Row $_ } | New-GenesysGuest -AttributeColumn Teir -WarningVariable warnings -WarningAction SilentlyContinue

            $warnings.Count | Should -Be 1
            $warnings[0].Message | Should -Match "'Teir'"
        }

        It 'leaves out cells that are empty or null' {
            $null = ConvertTo-Row Ada @{ Tier = ''; Zone = $null; Seat = '7' } | New-GenesysGuest -AttributeColumn *

            (Get-SandboxGuest $sandbox).customAttributes.PSObject.Properties.Name | Should -BeExactly 'Seat'
        }

        It 'a cell that is no text is that row''s error, and the others go on' {
            $rows = (ConvertTo-Row Ada @{ Tags = @{ a = 1 } }), (ConvertTo-Row Grace @{ Tags = 'one' })

            $guests = $rows | New-GenesysGuest -AttributeColumn Tags -ErrorVariable failed -ErrorAction SilentlyContinue

            $guests.Name | Should -BeExactly 'Grace'
            $failed.TargetObject | Should -Be $rows[0]
            $failed[0].Exception.Field | Should -BeExactly 'Tags'
        }
    }

    Context 'numbers and dates for users of <_>' -ForEach 'tr-TR', 'ar-SA', 'de-DE' {
        It 'are invariant text' {
            $culture = $_
            Invoke-WithCulture $culture {
                # Proves that the culture differs.
                "$((1.5).ToString())$([datetime]::new(2024, 5, 6).ToString())" | Should -Not -Be "1.5$([datetime]::new(2024, 5, 6))"

                $null = ConvertTo-Row Ada @{
                    Balance = -1234.5
                    Seats   = 12
                    Since   = [datetime]::new(2024, 5, 6, 7, 8, 9, [System.DateTimeKind]::Utc)
                    Vip     = $true
                    Share   = [decimal] 0.25
                } | New-GenesysGuest -AttributeColumn *
            }

            Get-SentAttribute Balance | Should -BeExactly '-1234.5'
            Get-SentAttribute Seats | Should -BeExactly '12'
            Get-SentAttribute Since | Should -BeExactly '2024-05-06T07:08:09Z'
            Get-SentAttribute Vip | Should -BeExactly 'true'
            Get-SentAttribute Share | Should -BeExactly '0.25'
        }

        It 'leave columns found whatever their case' {
            # In Turkish, the lowercase of I is not i.
            Invoke-WithCulture $_ {
                $null = [pscustomobject] @{ DISPLAYNAME = 'Ada'; EMAIL = 'ada@example.com'; TIER = 'gold' } | New-GenesysGuest -AttributeColumn tier
            }

            (Get-SandboxGuest $sandbox).customAttributes.TIER | Should -BeExactly 'gold'
        }
    }

    Context '<Encoding>' -ForEach $unicode {
        It 'carries <Script> unharmed' -ForEach $names {
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            [System.IO.File]::WriteAllText($file, "Name,Email,Alias`r`n$Name,someone@example.com,$Name`r`n", $Writer)

            $guest = Import-Csv $file -Encoding $Reader | New-GenesysGuest -AttributeColumn Alias

            $guest.Name | Should -BeExactly $Name
            $made = Get-SandboxGuest $sandbox
            $made.name | Should -BeExactly $Name
            $made.customAttributes.Alias | Should -BeExactly $Name
        }
    }

    Context 'windows-1252' {
        BeforeAll {
            $name = "Zo$([char] 0xEB) M$([char] 0xFC)ller"
            $file = Join-Path $TestDrive 'ansi.csv'
            [System.IO.File]::WriteAllBytes($file, [byte[]] [char[]] "Name,Email`r`n$name,zoe@example.de`r`n")
        }

        It 'carries letters with accents unharmed' -Skip:($PSVersionTable.PSVersion -lt [version] '6.2') {
            (Import-Csv $file -Encoding windows-1252 | New-GenesysGuest).Name | Should -BeExactly $name
        }

        It 'is refused, and the way out named, when it was read as UTF-8' {
            $record = Get-ErrorOf { Import-Csv $file -Encoding UTF8 | New-GenesysGuest }

            $record.FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
            $record.ErrorDetails.RecommendedAction | Should -Match 'Import-Csv -Encoding'
            Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
        }
    }

    Context 'what failed' {
        It 'is tried again by piping its targets in' {
            Add-SandboxFault $sandbox status-409 -Times 2
            $rows = 'Ada', 'Grace', 'Alan' | ForEach-Object { ConvertTo-Row $_ @{ Tier = 'gold' } }

            $first = @($rows | New-GenesysGuest -AttributeColumn * -ErrorVariable failed -ErrorAction SilentlyContinue)
            $second = @($failed.TargetObject | New-GenesysGuest -AttributeColumn *)

            $first.Count | Should -Be 1
            $second.Count | Should -Be 2
            (@($first.Name) + $second.Name | Sort-Object) | Should -Be ($rows.Name | Sort-Object)
            (Get-SandboxGuest $sandbox).customAttributes.Tier | Should -Be @('gold', 'gold', 'gold')
        }

        It 'is tried again when it was not piped in but typed' {
            Add-SandboxFault $sandbox status-409

            $null = New-GenesysGuest 'Ada Lovelace' ada@example.com -CustomAttributes @{ Tier = 'gold' } -ErrorVariable failed -ErrorAction SilentlyContinue
            $guest = $failed.TargetObject | New-GenesysGuest

            $guest.Name | Should -BeExactly 'Ada Lovelace'
            (Get-SandboxGuest $sandbox).customAttributes.Tier | Should -BeExactly 'gold'
        }

        It 'is an error on the error stream, and the rest a guest on the output stream' {
            $rows = (ConvertTo-Row Ada), [pscustomobject] @{ Name = 'Nobody'; Email = 'nowhere' }, (ConvertTo-Row Grace)

            $null = $rows | New-GenesysGuest -OutVariable guests -ErrorVariable failed -ErrorAction SilentlyContinue

            ($guests.Name | Sort-Object) | Should -Be @('Ada', 'Grace')
            $failed.TargetObject | Should -Be $rows[1]
        }

        It 'ends the pipeline with -ErrorAction Stop' {
            $rows = [pscustomobject] @{ Name = 'Nobody'; Email = 'nowhere' }, (ConvertTo-Row Ada)

            { $rows | New-GenesysGuest -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidGuest,*'

            Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
        }
    }

    It 'ends early, and without an error, with Select-Object -First' {
        $rows = 1..200 | ForEach-Object { ConvertTo-Row "Guest$_" }

        $guest = $rows | New-GenesysGuest -ThrottleLimit 1 | Select-Object -First 1

        @($guest).Count | Should -Be 1
        @(Get-SandboxGuest $sandbox).Count | Should -BeLessThan 10
    }

    It 'is a pipeline of any objects that have the properties: <Kind>' -ForEach @(
        @{ Kind = 'hashtables made objects'; Make = { [pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com' } } }
        @{ Kind = 'objects of JSON'; Make = { '{"displayName":"Ada","mail":"ada@example.com","noted":1}' | ConvertFrom-Json } }
        @{ Kind = 'objects of .NET'; Make = { [System.Net.Mail.MailAddress]::new('ada@example.com', 'Ada') | Select-Object DisplayName, @{ Name = 'Mail'; Expression = { $_.Address } } } }
    ) {
        (& $Make | New-GenesysGuest).Email | Should -BeExactly 'ada@example.com'
    }
}
