BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--rate-limit', '0', '--auto-approve'
    $connection = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)

    function New-Row([int] $Number, [string] $Tier = 'gold') {
        [pscustomobject] @{ Name = "Guest No $Number"; Email = "guest$Number@example.com"; ExternalId = "C$Number"; Tier = $Tier }
    }

    function New-Table {
        $table = [System.Data.DataTable]::new()
        'First Name', 'Last Name', 'Email' | ForEach-Object { $null = $table.Columns.Add($_, [string]) }
        $null = $table.Rows.Add('Ada', 'Lovelace', 'ada@example.com')
        Write-Output $table -NoEnumerate
    }
}

AfterAll {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

Describe 'Set-GenesysContact' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'creates a contact by hand, and updates it' {
        $created = Set-GenesysContact -FirstName Ada -LastName Lovelace -Email ada@example.com
        $updated = Set-GenesysContact -FirstName Augusta -Email ADA@example.com
        $unchanged = Set-GenesysContact -LastName King -Email grace@example.com | ForEach-Object { Set-GenesysContact -LastName King -Email grace@example.com }

        $created | Should -BeOfType ([GenesysGuest.Contact])
        "$($created.Change) $($updated.Change) $($unchanged.Change)" | Should -Be 'Created Updated Unchanged'
        $updated.Id | Should -Be $created.Id
        $made = @(Get-SandboxContact $sandbox)
        $made.Count | Should -Be 2
        "$($made[0].firstName) $($made[0].lastName)" | Should -BeExactly 'Augusta Lovelace'
    }

    It 'finds the external source and the schema by name, and writes typed fields' {
        $contact = Set-GenesysContact -Email ada@example.com -ExternalId C1 -ExternalSource crm -Schema customers -CustomFields @{ Tier = 'gold'; orders_number = '7'; Newsletter = 'yes' }

        $contact.ExternalId | Should -Be 'C1'
        $made = Get-SandboxContact $sandbox
        $made.externalIds[0].value | Should -Be 'C1'
        $made.customFields.tier_text | Should -BeExactly 'gold'
        $made.customFields.orders_number | Should -Be 7
        $made.customFields.newsletter_checkbox | Should -BeTrue
    }

    It 'takes a row that is <Kind>' -ForEach @(
        @{ Kind = 'an object'; Row = { [pscustomobject] @{ Name = 'Ada Lovelace'; Email = 'ada@example.com' } } }
        @{ Kind = 'a hashtable'; Row = { @{ 'First Name' = 'Ada'; Surname = 'Lovelace'; Mail = 'ada@example.com' } } }
        @{ Kind = 'a row of a database'; Row = { (New-Table).Rows[0] } }
        @{ Kind = 'a table of a database'; Row = { , (New-Table) } }
        @{ Kind = 'a generic table'; Row = { $table = [System.Collections.Generic.Dictionary[string, object]]::new(); $table.Name = 'Ada Lovelace'; $table.Email = 'ada@example.com'; Write-Output $table -NoEnumerate } }
        @{ Kind = 'a directory object'; Row = { [pscustomobject] @{ DisplayName = 'Ada Lovelace'; sn = 'Lovelace'; Mail = $null; UserPrincipalName = 'ada@example.com' } } }
    ) {
        $contact = & $Row | Set-GenesysContact

        "$($contact.FirstName)|$($contact.LastName)|$($contact.Email)" | Should -BeExactly 'Ada|Lovelace|ada@example.com'
    }

    It 'writes many rows, ten a request, and says what was done to each' {
        $asked = (Get-SandboxCount $sandbox).contactRequests
        $null = 1..20 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -Schema Customers -AttributeColumn Tier

        $rows = 1..10 | ForEach-Object { New-Row $_ silver }
        $rows += 11..25 | ForEach-Object { New-Row $_ }
        $contacts = $rows | Set-GenesysContact -ExternalSource CRM -Schema Customers -AttributeColumn Tier -SummaryVariable summary

        "$($contacts | Sort-Object RowNumber | ForEach-Object Change)" | Should -Be "$(@('Updated') * 10 + @('Unchanged') * 10 + @('Created') * 5)"
        $summary | Should -BeLike '5 created, 10 updated, 10 unchanged, 0 failed in *'
        $summary.Total | Should -Be 25
        (Get-SandboxCount $sandbox).contactRequests - $asked | Should -BeIn (5..12)
    }

    It 'reads numbers the same in every culture, and refuses what can be read in two ways' {
        $rows = '1.5', '1,234', ' 7 ', '1.234,5' | ForEach-Object { [pscustomobject] @{ Email = "guest$($number++;$number)@example.com"; Orders = $_ } }

        $failed = @(Invoke-WithCulture de-DE { $rows | Set-GenesysContact -Schema Customers -AttributeColumn Orders 2>&1 } | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })

        (Get-SandboxContact $sandbox).customFields.orders_number | Sort-Object | Should -Be 1.5, 7
        $failed.Exception.RowNumber | Should -Be 2, 4
        $failed[0].Exception.Field | Should -Be 'Orders'
        [object]::ReferenceEquals($failed[0].TargetObject, $rows[1]) | Should -BeTrue
    }

    It 'keeps columns beside the contact' {
        $contact = [pscustomobject] @{ Email = 'ada@example.com'; CrmId = 17; Id = 'own' } | Set-GenesysContact -KeepColumn CrmId, Id

        $contact.CrmId | Should -Be 17
        $contact.RowId | Should -Be 'own'
        $contact.Id | Should -Be (Get-SandboxContact $sandbox).id
    }

    It 'takes the custom fields from a column of tables, and from what Get-GenesysContact found' {
        $null = [pscustomobject] @{ Email = 'ada@example.com'; CustomFields = @{ Tier = 'gold' } } | Set-GenesysContact -Schema Customers
        (Get-SandboxContact $sandbox).customFields.tier_text | Should -BeExactly 'gold'

        (Get-GenesysContact -Email ada@example.com | Set-GenesysContact -Schema Customers).Change | Should -Be 'Unchanged'
    }

    It 'hands a row by hand back that failed, as it was given' {
        $record = Get-ErrorOf { Set-GenesysContact -Email ada@example.com -Schema Customers -CustomFields @{ Orders = 'many' } }

        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidContact,*'
        $record.Exception.Field | Should -BeExactly 'Orders'
        $record.TargetObject.CustomFields.Orders | Should -Be 'many'
    }

    It 'ends before anything is sent <Case>, and says what helps' -ForEach @(
        @{ Case = 'without a column to find contacts by'; Code = { [pscustomobject] @{ Name = 'Ada' } | Set-GenesysContact }; Id = 'InvalidContact'; Do = '*-EmailColumn*' }
        @{ Case = 'without the column of the external id'; Code = { [pscustomobject] @{ 'CRM Id' = 'C1'; Email = 'a@example.com' } | Set-GenesysContact -ExternalSource CRM }; Id = 'InvalidContact'; Do = "*-ExternalIdColumn 'CRM Id'*" }
        @{ Case = 'without the source of an external id'; Code = { New-Row 1 | Set-GenesysContact }; Id = 'ContactSettingInvalid'; Do = '*-ExternalSource*' }
        @{ Case = 'without the schema of columns'; Code = { New-Row 1 | Set-GenesysContact -ExternalSource CRM -AttributeColumn Tier }; Id = 'ContactSettingInvalid'; Do = '*-Schema*' }
        @{ Case = 'with a source that is not there'; Code = { New-Row 1 | Set-GenesysContact -ExternalSource Shop }; Id = 'ContactSettingInvalid'; Do = '*existing name or id*' }
        @{ Case = 'with a source that takes no ids any more'; Code = { New-Row 1 | Set-GenesysContact -ExternalSource 'Old CRM' }; Id = 'ContactSettingInvalid'; Do = '*existing name or id*' }
        @{ Case = 'with a schema that is not there'; Code = { New-Row 1 | Set-GenesysContact -ExternalSource CRM -Schema Nope }; Id = 'ContactSettingInvalid'; Do = '*existing name or id*' }
        @{ Case = 'for a dry run with a journal'; Code = { New-Row 1 | Set-GenesysContact -ExternalSource CRM -DryRun -JournalPath (Join-Path $TestDrive run.jsonl) }; Id = 'JournalUnusable'; Do = '*Omit the journal*' }
    ) {
        $asked = (Get-SandboxCount $sandbox).contactRequests

        $record = Get-ErrorOf $Code

        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.ErrorDetails.RecommendedAction | Should -BeLike $Do
        (Get-SandboxCount $sandbox).contactRequests | Should -Be $asked
        Test-Path (Join-Path $TestDrive run.jsonl) | Should -BeFalse
    }

    It 'goes on from its journal, and takes the id of another source for another person' {
        $journal = Join-Path $TestDrive 'contacts.jsonl'
        $first = 1..5 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -JournalPath $journal
        $asked = (Get-SandboxCount $sandbox).contactRequests

        $second = 1..5 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -JournalPath $journal -SummaryVariable summary

        ($second | Sort-Object RowNumber).Id | Should -Be ($first | Sort-Object RowNumber).Id
        $second.Change | Sort-Object -Unique | Should -Be 'Created'
        $summary.FromJournal | Should -Be 5
        (Get-SandboxCount $sandbox).contactRequests | Should -Be $asked
    }

    It 'sends items again that may be repeated, and costs a refused one alone' {
        Add-SandboxItemFault $sandbox status-503 -Times 2
        Add-SandboxItemFault $sandbox status-400

        $contacts = 1..10 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -ErrorVariable failed -ErrorAction SilentlyContinue

        @($contacts).Count | Should -Be 9
        $failed.FullyQualifiedErrorId | Should -BeLike 'ContactRejected,*'
        $failed[0].TargetObject.ExternalId | Should -Be "C$($failed[0].Exception.RowNumber)"
    }

    It 'names no row in the error of a contact from parameters' {
        $record = Get-ErrorOf { Set-GenesysContact -FirstName Ada -Email nonsense }

        $record.Exception.Message | Should -BeLike "Email: 'nonsense' is not an email address.*"
        "$record" | Should -BeExactly $record.Exception.Message
        $record.Exception.RowNumber | Should -BeNullOrEmpty
    }

    It 'names no row if an external id from a parameter has no source' {
        $record = Get-ErrorOf { Set-GenesysContact -FirstName Ada -ExternalId 4711 }

        $record.FullyQualifiedErrorId | Should -BeLike 'ContactSettingInvalid,*'
        $record.Exception.Message | Should -BeExactly '-ExternalId requires an external source. The contact was not sent.'
        $record.ErrorDetails.RecommendedAction | Should -BeLike '*-ExternalSource*'
    }

    Context 'when nothing is to be changed' {
        It 'asks the service nothing at all with -WhatIf, and says what it would send' {
            $asked = (Get-SandboxCount $sandbox).contactRequests
            Add-SandboxFault $sandbox status-400 -Target contactDirectory

            $said = @(New-Row 1; [pscustomobject] @{ Email = 'nowhere'; Id = 7 }) |
                Set-GenesysContact -ExternalSource CRM -Schema Customers -AttributeColumn Tier -WhatIf -WarningAction SilentlyContinue -ErrorVariable failed -ErrorAction SilentlyContinue 6>&1

            "$said" | Should -Match "1 would be created or updated, 0 empty and skipped, 1 invalid"
            "$said" | Should -Match "the external id from 'ExternalId'; custom fields from 'Tier'"
            "$said" | Should -Match '"workEmail":"guest1@example.com"'
            @($failed).Count | Should -Be 1
            $count = Get-SandboxCount $sandbox
            $count.contactRequests | Should -Be $asked
            $count.faultsPending | Should -Be 1
        }

        It 'needs no connection with -WhatIf' {
            $elsewhere = [powershell]::Create()
            try {
                $null = $elsewhere.AddScript({ param($Manifest) Import-Module $Manifest; Set-GenesysContact -Email ada@example.com -WhatIf }).AddArgument((Get-BuiltManifest)).Invoke()
                $elsewhere.Streams.Error | Should -BeNullOrEmpty
            }
            finally {
                $elsewhere.Dispose()
            }
        }

        It 'changes nothing with -DryRun, and says what would happen' {
            $null = New-Row 1 | Set-GenesysContact -ExternalSource CRM
            $before = Get-SandboxContact $sandbox | ConvertTo-Json -Depth 5

            $contacts = 1, 2 | ForEach-Object { New-Row $_ silver } | Set-GenesysContact -ExternalSource CRM -Schema Customers -AttributeColumn Tier -DryRun -SummaryVariable summary

            "$(($contacts | Sort-Object RowNumber).Change)" | Should -Be 'Updated Created'
            "$summary" | Should -BeLike 'Dry run, expected results: 1 created, 1 updated, 0 failed*'
            Get-SandboxContact $sandbox | ConvertTo-Json -Depth 5 | Should -BeExactly $before
        }

        It 'asks where the user wants to be asked' {
            $ConfirmPreference = 'Medium'
            { New-Row 1 | Set-GenesysContact -ExternalSource CRM } | Should -Throw -Because 'nobody is here to answer'
            Get-SandboxContact $sandbox | Should -BeNullOrEmpty
        }
    }

    Context 'when it ends early' {
        It 'hands out every contact that was written before the error, with -ErrorAction Stop' {
            $handedOut = [System.Collections.Generic.List[object]]::new()
            Add-SandboxItemFault $sandbox status-400

            { 1..30 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -ErrorAction Stop -ThrottleLimit 1 | ForEach-Object { $handedOut.Add($_) } } |
                Should -Throw -ErrorId 'ContactRejected,GenesysGuest.Commands.SetGenesysContactCommand'

            $handedOut.Id | Sort-Object | Should -Be @((Get-SandboxContact $sandbox).id | Sort-Object)
        }

        It 'stops where a later command wants no more' {
            $null = 1..500 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -ThrottleLimit 1 -SummaryVariable summary | Select-Object -First 1

            @(Get-SandboxContact $sandbox).Count | Should -BeLessThan 100
            $summary.Created | Should -BeGreaterThan 0
            $summary.Created | Should -BeLessOrEqual @(Get-SandboxContact $sandbox).Count # of a request that was under way nobody waits for the answer
        }
    }
}

Describe 'What it looks like' {
    BeforeAll {
        Clear-Sandbox $sandbox
        $contact = Set-GenesysContact -FirstName Wolfgang -LastName 'Amadeus Mozart-Longname' -Email a.very.long.address.of.wolfgang@example.com
    }

    It 'shows the whole id in a table of 80 columns' {
        $contact | Format-Table | Out-String -Width 80 | Should -Match "(?m)^Created .*$($contact.Id)\s*$"
    }

    It 'shows more of the name in a wider table' {
        $contact | Format-Table | Out-String -Width 150 | Should -Match 'Wolfgang Amadeus Mozart-Longname +a\.very\.long\.address\.of\.wolfgang@example\.com '
    }

    It 'is a list with what there is to see' {
        $list = Get-GenesysContact $contact.Id | Format-List | Out-String

        Set-GenesysContact -Email ada@example.com -Schema Customers -CustomFields @{ Tier = 'gold'; Orders = 7 } | Get-GenesysContact | Format-List | Out-String |
            Should -Match '(?m)^CustomFields : orders_number = 7\r?\n\s+tier_text = gold\s*$'
        $list | Should -Match '(?m)^LastName\s+: Amadeus Mozart-Longname'
        $list | Should -Match '(?m)^CreatedDate\s+:'
        $list | Should -Not -Match '(?m)^(Change|CustomFields|RowNumber)\b'
    }
}

Describe 'Signing in for contacts' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'works with a browser and -Scope external-contacts' {
        $request = Get-GenesysAuthorizationUrl -Environment $sandbox.baseAddress -ClientId sandbox-regional -Scope external-contacts
        $browser = Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri (Get-Callback $request)

        $browser.Scopes | Should -Be 'external-contacts'
        (Set-GenesysContact -Email ada@example.com -Connection $browser).Change | Should -Be 'Created'
    }

    It 'says without it what to type: <Case>' -ForEach @(
        @{ Case = 'Set'; Code = { Set-GenesysContact -Email ada@example.com -Connection $guests } }
        @{ Case = 'Set with a source'; Code = { Set-GenesysContact -Email ada@example.com -ExternalId C1 -ExternalSource CRM -Connection $guests } }
        @{ Case = 'Get'; Code = { Get-GenesysContact -Email ada@example.com -Connection $guests } }
        @{ Case = 'Remove'; Code = { Remove-GenesysContact ([guid]::NewGuid()) -Confirm:$false -Connection $guests } }
    ) {
        $guests = Connect-Sandbox $sandbox

        $record = Get-ErrorOf $Code

        $record.FullyQualifiedErrorId | Should -BeLike 'ContactForbidden,*'
        $record.ErrorDetails.RecommendedAction | Should -BeLike '*Use Connect-GenesysGuest -Scope external-contacts.'
    }

    AfterAll {
        $null = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)
    }
}

Describe 'Secrets' {
    BeforeAll {
        Clear-Sandbox $sandbox
        $token = Get-GenesysAccessToken -AsPlainText
        $echo = "{`"message`":`"Bearer $token is bad`",`"code`":`"bad`"}"
        $all = & {
            $VerbosePreference = $DebugPreference = 'Continue'
            1, 2 | ForEach-Object { New-Row $_ } | Set-GenesysContact -ExternalSource CRM -Verbose -Debug
            foreach ($kind in 'status-503', 'status-400', 'status-403', 'malformed', 'truncated', 'reset-after-create') {
                foreach ($target in 'contacts', 'contactDirectory') {
                    Clear-Sandbox $sandbox 4> $null 5> $null
                    if ($kind -like 'status-*') { Add-SandboxFault $sandbox $kind -Target $target -Times 10 -Body $echo } else { Add-SandboxFault $sandbox $kind -Target $target -Times 10 }
                    try { New-Row 1 | Set-GenesysContact -ExternalSource e5e5e5e5-0000-4000-8000-000000000001 -MaxRetryCount 0 -Verbose -Debug } catch { $_ }
                    try { Remove-GenesysContact ([guid]::NewGuid()) -Confirm:$false -MaxRetryCount 0 -Verbose -Debug } catch { $_ }
                    if ($kind -in 'status-400', 'status-403', 'malformed') { try { Get-GenesysContact -Email ada@example.com -Verbose -Debug } catch { $_ } }
                }
            }
        } *>&1
        $text = ($all | ForEach-Object { "$_"; if ($_ -is [System.Management.Automation.ErrorRecord]) { $_ | Format-List * -Force; $_.Exception | Format-List * -Force } } | Out-String -Width 4000) -replace '\s'
    }

    AfterAll {
        Clear-Sandbox $sandbox
    }

    It 'appear in no stream, and in no detail of an error' {
        @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -BeGreaterThan 12
        @($all | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }).Count | Should -BeGreaterThan 0
        $text.IndexOf($token, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1
    }
}
