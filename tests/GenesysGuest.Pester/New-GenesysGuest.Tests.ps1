BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'New-GenesysGuest' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $null = Connect-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'creates a guest of a name and an address, and returns it with its token' {
        $guest = New-GenesysGuest 'Ada Lovelace' ada@example.com
        $made = Get-SandboxGuest $sandbox

        $guest | Should -BeOfType ([GenesysGuest.Guest])
        $guest.Id | Should -BeExactly $made.id
        $guest.Name | Should -BeExactly 'Ada Lovelace'
        $guest.Email | Should -BeExactly 'ada@example.com'
        $guest.Token | Should -BeExactly $made.token
        $guest.CreatedDate | Should -BeOfType ([datetimeoffset])
        $guest.SelfUri | Should -Match $made.id
        $made.customAttributes.PSObject.Properties | Should -BeNullOrEmpty
    }

    It 'sends attributes from <Kind>' -ForEach @(
        @{ Kind = 'a hashtable'; Attributes = @{ Tier = 'gold'; Seats = 3; Vip = $true; Since = [datetime]::new(2024, 5, 6, 7, 8, 9, [System.DateTimeKind]::Utc) } }
        @{ Kind = 'an object'; Attributes = [pscustomobject] @{ Tier = 'gold'; Seats = 3; Vip = $true; Since = [datetime]::new(2024, 5, 6, 7, 8, 9, [System.DateTimeKind]::Utc) } }
    ) {
        $null = New-GenesysGuest 'Ada Lovelace' ada@example.com -CustomAttributes $Attributes

        $made = (Get-SandboxGuest $sandbox).customAttributes
        $made.Tier | Should -BeExactly 'gold'
        $made.Seats | Should -BeExactly '3'
        $made.Vip | Should -BeExactly 'true'
        # In PowerShell 7, ConvertFrom-Json converts text that looks like a date.
        ([datetime] $made.Since).ToUniversalTime() | Should -Be $Attributes.Since
    }

    It 'takes the name from <Column>' -ForEach @{ Column = 'Name' }, @{ Column = 'DisplayName' }, @{ Column = 'FullName' } {
        ([pscustomobject] @{ $Column = 'Ada Lovelace'; Email = 'ada@example.com' } | New-GenesysGuest).Name | Should -BeExactly 'Ada Lovelace'
    }

    It 'takes the address from <Column>' -ForEach @{ Column = 'Email' }, @{ Column = 'Mail' }, @{ Column = 'EmailAddress' }, @{ Column = 'UserPrincipalName' } {
        ([pscustomobject] @{ Name = 'Ada Lovelace'; $Column = 'ada@example.com' } | New-GenesysGuest).Email | Should -BeExactly 'ada@example.com'
    }

    It 'takes a row that is <Kind>' -ForEach @(
        @{ Kind = 'a hashtable'; Row = @{ Name = 'Ada Lovelace'; Mail = 'ada@example.com'; Tier = 'gold' } }
        @{ Kind = 'an ordered table'; Row = [ordered] @{ FullName = 'Ada Lovelace'; Email = 'ada@example.com'; Tier = 'gold' } }
    ) {
        ($Row | New-GenesysGuest -AttributeColumn *).Name | Should -BeExactly 'Ada Lovelace'
        (New-GenesysGuest -InputObject $Row -AttributeColumn Tier).Email | Should -BeExactly 'ada@example.com'

        @((Get-SandboxGuest $sandbox).customAttributes | ForEach-Object { $_.PSObject.Properties.Name -join ' ' }) | Should -BeExactly 'Tier', 'Tier'
    }

    It 'hands a table back that is no guest' {
        $row = @{ Name = 'Ada Lovelace'; Email = 'nonsense' }

        $row | New-GenesysGuest -ErrorVariable failed -ErrorAction SilentlyContinue

        [object]::ReferenceEquals($failed[0].TargetObject, $row) | Should -BeTrue
    }

    It 'ends before anything is sent when the first row is <Kind>, and says what helps' -ForEach @(
        @{ Kind = 'without a name'; Row = [pscustomobject] @{ Who = 'Ada'; Email = 'ada@example.com' }; Has = "*'Who', 'Email'*"; Do = '*-NameColumn*' }
        @{ Kind = 'without an address'; Row = [pscustomobject] @{ Name = 'Ada'; 'Reach at ' = 'ada@example.com' }; Has = "*'Name', 'Reach at '*"; Do = "*-EmailColumn 'Reach at '*" }
        @{ Kind = 'split at the wrong character'; Row = ("Name;Email`nAda;ada@example.com" | ConvertFrom-Csv); Has = "*'Name;Email'*"; Do = "*Import-Csv -Delimiter ';'*" }
        @{ Kind = 'of a file that begins with sep='; Row = ("sep=;`nName;Email`nAda;ada@example.com" | ConvertFrom-Csv); Has = "*'sep=;'*"; Do = "*Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter ';'*" }
        @{ Kind = 'text'; Row = 'Ada'; Has = '*the row has no columns*'; Do = '*Use Import-Csv <file>, or ConvertFrom-Csv for text.' }
    ) {
        { $Row, @{ Name = 'Grace'; Email = 'grace@example.com' } | New-GenesysGuest -ErrorAction SilentlyContinue } | Should -Throw -ExceptionType ([GenesysGuest.GenesysException])

        $Error[0].FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
        $Error[0].Exception.Message | Should -BeLike $Has
        $Error[0].ErrorDetails.RecommendedAction | Should -BeLike $Do
        Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
    }

    It 'says that a cell is empty where there is a column' {
        [pscustomobject] @{ Name = ''; Email = 'ada@example.com' } | New-GenesysGuest -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed[0].Exception.Message | Should -BeLike 'Row 1: Name: the name is empty.*'
    }

    It 'names no row in the error of a guest from parameters' {
        $record = Get-ErrorOf { New-GenesysGuest Ada nonsense }

        $record.Exception.Message | Should -BeLike "Email: 'nonsense' is not an email address.*"
        "$record" | Should -BeExactly $record.Exception.Message
        $record.Exception.RowNumber | Should -BeNullOrEmpty
        $record.Exception.Field | Should -BeExactly 'Email'
        $record.TargetObject.Email | Should -BeExactly 'nonsense'
    }

    It 'names no row in what the service says of a guest from parameters: <Fault>' -ForEach @(
        @{ Fault = 'status-403'; Id = 'GuestForbidden' }
        @{ Fault = 'reset-after-create'; Id = 'GuestOutcomeUnknown' }
    ) {
        Add-SandboxFault $sandbox $Fault

        $record = Get-ErrorOf { New-GenesysGuest Ada ada@example.com }

        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$record" | Should -Not -Match 'Row 1'
        "$record" | Should -BeExactly $record.Exception.Message
        $record.Exception.IsUnknown | Should -Be ($Id -eq 'GuestOutcomeUnknown')
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'takes attributes from a column of tables' {
        $null = [pscustomobject] @{ Name = 'Ada Lovelace'; Email = 'ada@example.com'; CustomAttributes = @{ Tier = 'gold' } } | New-GenesysGuest

        (Get-SandboxGuest $sandbox).customAttributes.Tier | Should -BeExactly 'gold'
    }

    It 'takes attributes from objects within objects of JSON' {
        $null = '{"name":"Ada Lovelace","email":"ada@example.com","customAttributes":{"Tier":"gold"}}' | ConvertFrom-Json | New-GenesysGuest

        (Get-SandboxGuest $sandbox).customAttributes.Tier | Should -BeExactly 'gold'
    }

    It 'takes white space off the name and the address' {
        $guest = New-GenesysGuest ' Ada Lovelace ' ' ada@example.com '

        $guest.Name | Should -BeExactly 'Ada Lovelace'
        $guest.Email | Should -BeExactly 'ada@example.com'
    }

    It 'refuses <What> as InvalidGuest of field <Field>, and sends nothing' -ForEach @(
        @{ What = 'no name'; Name = ' '; Email = 'ada@example.com'; Attributes = @{}; Field = 'Name' }
        @{ What = 'no address'; Name = 'Ada Lovelace'; Email = ''; Attributes = @{}; Field = 'Email' }
        @{ What = 'a malformed address'; Name = 'Ada Lovelace'; Email = 'ada at example.com'; Attributes = @{}; Field = 'Email' }
        @{ What = 'an array as attribute'; Name = 'Ada Lovelace'; Email = 'ada@example.com'; Attributes = @{ Tags = 1, 2 }; Field = 'Tags' }
        @{ What = 'null as attribute'; Name = 'Ada Lovelace'; Email = 'ada@example.com'; Attributes = @{ Tags = $null }; Field = 'Tags' }
        @{ What = 'text as attributes'; Name = 'Ada Lovelace'; Email = 'ada@example.com'; Attributes = 'gold'; Field = 'CustomAttributes' }
    ) {
        $record = Get-ErrorOf { New-GenesysGuest $Name $Email -CustomAttributes $Attributes }

        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
        $record.Exception.Field | Should -BeExactly $Field
        Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
    }

    It 'tries again when the server says 429 and when to come back' {
        Add-SandboxFault $sandbox status-429 -RetryAfter 0 -Times 2

        (New-GenesysGuest 'Ada Lovelace' ada@example.com).Id | Should -Be (Get-SandboxGuest $sandbox).id
    }

    It 'says how it went on the information stream, and nothing else unasked' {
        $said = New-GenesysGuest 'Ada Lovelace' ada@example.com *>&1

        $said.Count | Should -Be 2
        $said[0] | Should -BeOfType ([GenesysGuest.Guest])
        $said[1] | Should -BeOfType ([System.Management.Automation.InformationRecord])
        "$($said[1])" | Should -Match '^1 created, 0 failed'
    }

    It 'tells of retries on the verbose stream' {
        Add-SandboxFault $sandbox status-429 -RetryAfter 0

        $said = New-GenesysGuest 'Ada Lovelace' ada@example.com -Verbose 4>&1

        "$said" | Should -Match 'HTTP 429.*Retry 1 of 3'
    }

    It 'does not try again where -MaxRetryCount is 0' {
        Add-SandboxFault $sandbox status-503
        $asked = (Get-SandboxCount $sandbox).guestRequests

        (Get-ErrorOf { New-GenesysGuest 'Ada Lovelace' ada@example.com -MaxRetryCount 0 }).FullyQualifiedErrorId | Should -BeLike 'ServiceUnavailable,*'

        (Get-SandboxCount $sandbox).guestRequests - $asked | Should -Be 1
    }

    It 'goes on with a new token when the server refuses the old one' {
        Invoke-Sandbox -Sandbox $sandbox -Method POST -Path expire-tokens

        (New-GenesysGuest 'Ada Lovelace' ada@example.com).Id | Should -Be (Get-SandboxGuest $sandbox).id
    }

    It 'uses the connection that is given, not the current one' {
        Disconnect-GenesysGuest
        $given = Connect-Sandbox $sandbox
        $null = Connect-GenesysGuest $sandbox.baseAddress -AccessToken not-a-good-one -WarningAction SilentlyContinue

        New-GenesysGuest 'Ada Lovelace' ada@example.com -Connection $given | Should -BeOfType ([GenesysGuest.Guest])
    }

    It 'shows the whole id in a table of 80 columns, and the whole address in a wider one' {
        $guest = New-GenesysGuest 'Wolfgang Amadeus Mozart-Longname' a.very.long.address.of.wolfgang@example.com

        $guest | Format-Table | Out-String -Width 80 | Should -Match "(?m) $($guest.Id)\s*$"
        $guest | Format-Table | Out-String -Width 150 | Should -Match '(?m)^Wolfgang Amadeus.* a\.very\.long\.address\.of\.wolfgang@example\.com '
    }

    Context 'when nothing is to be changed' {
        It 'sends nothing and creates nothing with -WhatIf, and still refuses a bad row' {
            $asked = (Get-SandboxCount $sandbox).guestRequests
            $rows = [pscustomobject] @{ Name = 'Ada Lovelace'; Email = 'ada@example.com' }, [pscustomobject] @{ Name = 'Nobody'; Email = 'nowhere' }

            $output = $rows | New-GenesysGuest -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue

            $output | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
            $failed.TargetObject | Should -Be $rows[1]
            (Get-SandboxCount $sandbox).guestRequests | Should -Be $asked
        }

        It 'honors $WhatIfPreference' {
            $WhatIfPreference = $true

            New-GenesysGuest 'Ada Lovelace' ada@example.com | Should -BeNullOrEmpty

            Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
        }

        It 'validates without a connection' {
            Disconnect-GenesysGuest

            Get-ErrorOf { New-GenesysGuest 'Ada Lovelace' ada@example.com -WhatIf } | Should -BeNullOrEmpty
        }

        It 'does not ask where -Confirm:$false says so' {
            $ConfirmPreference = 'Low'

            New-GenesysGuest 'Ada Lovelace' ada@example.com -Confirm:$false | Should -BeOfType ([GenesysGuest.Guest])
        }
    }
}
