BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox
    $null = Connect-Sandbox $sandbox

    class Person {
        [string] $Name
        [string] $Email
        [int] $Age
    }

    function New-Table([object[]] $Name, [object[]] $Email) {
        $table = [System.Data.DataTable]::new()
        'Name', 'Email', 'Phone' | ForEach-Object { $null = $table.Columns.Add($_, [string]) }
        for ($row = 0; $row -lt $Name.Count; $row++) {
            $null = $table.Rows.Add($Name[$row], $Email[$row], [DBNull]::Value)
        }

        Write-Output $table -NoEnumerate
    }
}

AfterAll {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

Describe 'A row of any kind' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'may be <Kind>' -ForEach @(
        @{ Kind = 'an object'; Row = { [pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com' } } }
        @{ Kind = 'a hashtable'; Row = { @{ Name = 'Ada'; Email = 'ada@example.com' } } }
        @{ Kind = 'an ordered table'; Row = { [ordered] @{ 'Display Name' = 'Ada'; 'E-Mail' = 'ada@example.com' } } }
        @{ Kind = 'an object of JSON'; Row = { '{"name":"Ada","email":"ada@example.com"}' | ConvertFrom-Json } }
        @{ Kind = 'an array that was not unrolled'; Row = { , @([pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com' }) } }
        @{ Kind = 'a row of a database'; Row = { (New-Table 'Ada' 'ada@example.com').Rows[0] } }
        @{ Kind = 'a table of a database, as a whole'; Row = { , (New-Table 'Ada' 'ada@example.com') } }
        @{ Kind = 'a row of a view of a database'; Row = { (New-Table 'Ada' 'ada@example.com').DefaultView[0] } }
        @{ Kind = 'an instance of a class'; Row = { [Person] @{ Name = 'Ada'; Email = 'ada@example.com'; Age = 36 } } }
        @{ Kind = 'a directory object'; Row = { [pscustomobject] @{ DisplayName = 'Ada'; Mail = $null; UserPrincipalName = 'ada@example.com'; MemberOf = 'a', 'b' } } }
        @{ Kind = 'an object with a mail address object'; Row = { [pscustomobject] @{ Name = 'Ada'; Email = [mailaddress] 'Ada <ada@example.com>' } } }
        @{ Kind = 'an object with lists of one'; Row = { [pscustomobject] @{ Name = , 'Ada'; Email = @('ada@example.com') } } }
        @{ Kind = 'an object in invisible wrapping'; Row = { [pscustomobject] @{ "$([char] 0xFEFF)Name" = 'Ada'; Email = "ada@example.com$([char] 0x200B)" } } }
    ) {
        $guest = & $Row | New-GenesysGuest

        $guest.Name | Should -BeExactly 'Ada'
        $guest.Email | Should -BeExactly 'ada@example.com'
    }

    It 'is an error of its own when it holds <Kind>' -ForEach @(
        @{ Kind = 'a nested object'; Row = { [pscustomobject] @{ Name = [pscustomobject] @{ first = 'Ada' }; Email = 'ada@example.com' } }; Field = 'Name'; Message = "*the column 'Name' contains an object*" }
        @{ Kind = 'a list of several'; Row = { [pscustomobject] @{ Name = 'Ada'; Email = 'a@example.com', 'b@example.com' } }; Field = 'Email'; Message = '*a list of 2 values*' }
        @{ Kind = 'an invisible character in the address'; Row = { [pscustomobject] @{ Name = 'Ada'; Email = "ada$([char] 0x200B)@example.com" } }; Field = 'Email'; Message = '*U+200B*' }
        @{ Kind = 'a line feed in the name'; Row = { [pscustomobject] @{ Name = "Ada`nLovelace"; Email = 'ada@example.com' } }; Field = 'Name'; Message = '*U+000A*' }
    ) {
        $guests = (& $Row), @{ Name = 'Grace'; Email = 'grace@example.com' } | New-GenesysGuest -ErrorVariable failed -ErrorAction SilentlyContinue

        $guests.Email | Should -BeExactly 'grace@example.com'
        $failed.Count | Should -Be 1
        $failed[0].Exception.Field | Should -BeExactly $Field
        $failed[0].Exception.RowNumber | Should -Be 1
        $failed[0].Exception.Message | Should -BeLike $Message
    }

    It 'is passed over and counted when it is empty' {
        $guests = [pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com' }, [pscustomobject] @{ Name = ''; Email = '' }, $null | New-GenesysGuest -SummaryVariable summary

        @($guests).Count | Should -Be 1
        $summary | Should -BeOfType ([GenesysGuest.ProvisioningSummary])
        $summary.Created | Should -Be 1
        $summary.PassedOver | Should -Be 2
        "$summary" | Should -BeLike '*1 created*2 empty rows skipped*'
    }

    It 'has the name and the address that columns of your choice hold' {
        $guest = [pscustomobject] @{ Vorname = 'Ada'; Nachname = 'Lovelace'; Work = ''; Home = 'ada@example.com' } |
            New-GenesysGuest -NameColumn Vorname, Nachname -EmailColumn Work, Home

        "$($guest.Name) $($guest.Email)" | Should -BeExactly 'Ada Lovelace ada@example.com'
    }

    It 'has a name or an address that was given for all' {
        $guests = [pscustomobject] @{ Email = 'ada@example.com' }, [pscustomobject] @{ Email = 'grace@example.com' } | New-GenesysGuest -Name Visitor

        $guests.Name | Should -BeExactly 'Visitor', 'Visitor'
    }
}

Describe 'Columns beside the guest' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'are carried onto the guest, with the number of its row' {
        $rows = 1..5 | ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com"; CrmId = "crm-$_"; Id = $_ } }
        $guests = $rows | New-GenesysGuest -KeepColumn CrmId, Id | Sort-Object RowNumber

        $guests.RowNumber | Should -Be (1..5)
        $guests.CrmId | Should -BeExactly 'crm-1', 'crm-2', 'crm-3', 'crm-4', 'crm-5'
        $guests.RowId | Should -Be (1..5)
        $guests[0].Id | Should -Not -Be 1
        $guests[0] | Should -BeOfType ([GenesysGuest.Guest])
        ($guests | Export-Csv TestDrive:/tokens.csv) ; (Import-Csv TestDrive:/tokens.csv)[4].CrmId | Should -BeExactly 'crm-5'
    }

    It 'come out of the journal, too' {
        $rows = 1..3 | ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com"; CrmId = "crm-$_" } }
        $first = $rows | New-GenesysGuest -JournalPath TestDrive:/kept.jsonl -KeepColumn CrmId | Sort-Object RowNumber
        $second = $rows | New-GenesysGuest -JournalPath TestDrive:/kept.jsonl -KeepColumn * | Sort-Object RowNumber

        $second.Token | Should -BeExactly $first.Token
        $second.CrmId | Should -BeExactly $first.CrmId
        @(Get-SandboxGuest $sandbox).Count | Should -Be 3
    }
}

Describe 'An export of <System>' -ForEach @(
    @{ System = 'a directory'; Read = { Import-Csv "$PSScriptRoot/Exports/directory.csv" }; Names = 'Ada Lovelace', 'Grace Hopper'; Emails = 'ada@example.com', 'grace.hopper@corp.example' }
    @{ System = 'a mail program'; Read = { Import-Csv "$PSScriptRoot/Exports/contacts.csv" }; Names = 'Ada Lovelace', 'Grace Hopper'; Emails = 'ada@example.com', 'grace@example.com' }
    @{ System = 'a CRM'; Read = { Import-Csv "$PSScriptRoot/Exports/crm.csv" }; Names = 'Ada Lovelace', 'Grace Hopper'; Emails = 'ada@example.com', 'grace@example.com' }
    @{ System = 'a spreadsheet in German'; Read = { Import-Csv "$PSScriptRoot/Exports/spreadsheet.csv" -Delimiter ';' }; Names = 'Ada Lovelace', "J$([char] 0xFC)rgen Gro$([char] 0xDF)"; Emails = 'ada@example.com', 'juergen@example.com' }
    @{ System = 'a database'; Read = { (New-Table ('Ada Lovelace', [DBNull]::Value, 'Grace Hopper') ('ada@example.com', [DBNull]::Value, 'grace@example.com')).Rows }; Names = 'Ada Lovelace', 'Grace Hopper'; Emails = 'ada@example.com', 'grace@example.com' }
) {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'is imported as it is' {
        $guests = & $Read | New-GenesysGuest -AttributeColumn * -SummaryVariable summary | Sort-Object RowNumber

        $guests.Name | Should -BeExactly $Names
        $guests.Email | Should -BeExactly $Emails
        $summary.Failed | Should -Be 0
    }
}

Describe 'A file or text instead of its rows' {
    It 'is told from rows: <What>' -ForEach @(
        @{ What = 'a path'; Piped = { './customers.csv' } }
        @{ What = 'lines'; Piped = { Get-Content "$PSScriptRoot/Exports/crm.csv" } }
        @{ What = 'a file'; Piped = { Get-Item "$PSScriptRoot/Exports/crm.csv" } }
        @{ What = 'a folder'; Piped = { Get-Item "$PSScriptRoot/Exports" } }
    ) {
        foreach ($cmdlet in { & $Piped | New-GenesysGuest }, { & $Piped | Set-GenesysContact }) {
            $record = Get-ErrorOf $cmdlet

            $record.ErrorDetails.Message | Should -BeLike '*: the row has no columns; text and files are not rows. *'
            $record.ErrorDetails.RecommendedAction | Should -BeLike '* Use Import-Csv <file>, or ConvertFrom-Csv for text.'
        }
    }
}

Describe 'A file that was read in another way than it was written' {
    It 'is recognized when it is UTF-16 without a byte order mark' {
        [System.IO.File]::WriteAllBytes("$TestDrive/utf16.csv", [System.Text.Encoding]::Unicode.GetBytes("Name,Email`nAda,ada@example.com`n"))

        { Import-Csv TestDrive:/utf16.csv -Encoding utf8 | New-GenesysGuest } | Should -Throw '*the file is UTF-16*'
        $Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*Import-Csv -Encoding unicode*'
    }
}

Describe 'A file of what failed' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'is corrected and piped in as it is, by the recipe of the guide' {
        Push-Location $TestDrive
        try {
            $rows = [pscustomobject] @{ Name = 'Ada'; 'E-Mail' = 'ada@example.com'; Tier = 'gold' }, [pscustomobject] @{ Name = 'Grace'; 'E-Mail' = 'grace at example.com'; Tier = 'silver' }
            $null = $rows | New-GenesysGuest -AttributeColumn * -ErrorVariable failed -ErrorAction SilentlyContinue
            $guide = [System.IO.File]::ReadAllText((Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs/bulk-import.md'))
            $recipe = [regex]::Match($guide, '(?s)### A file of what failed.*?```powershell\r?\n(.*?)```').Groups[1].Value
            . ([scriptblock]::Create($recipe))

            $written = Import-Csv failed.csv
            $written.'GenesysGuest.ErrorId' | Should -BeExactly 'InvalidGuest'
            $written.'GenesysGuest.Message' | Should -BeLike 'Row 2: Email:*'
            $written.'GenesysGuest.Remedy' | Should -Not -BeNullOrEmpty

            (Get-Content failed.csv -Raw).Replace('grace at example.com', 'grace@example.com') | Set-Content failed.csv
            $guest = Import-Csv failed.csv | New-GenesysGuest -AttributeColumn *

            $guest.Email | Should -BeExactly 'grace@example.com'
            $made = @(Get-SandboxGuest $sandbox) | Where-Object email -EQ 'grace@example.com'
            $made.customAttributes.PSObject.Properties.Name | Should -BeExactly 'Tier'
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'Before it runs' {
    It 'says with -WhatIf what would be made, passed over and is wrong, and how the first row would be sent' {
        $rows = @(
            1..250 | ForEach-Object { [pscustomobject] @{ 'First Name' = 'Guest'; 'Last Name' = "$_"; 'E-mail Address' = "guest$_@example.com"; Tier = 'gold' } }
            [pscustomobject] @{ 'First Name' = ''; 'Last Name' = ''; 'E-mail Address' = ''; Tier = '' }
            [pscustomobject] @{ 'First Name' = 'Ada'; 'Last Name' = ''; 'E-mail Address' = 'nonsense'; Tier = '' }
        )
        $said = $rows | New-GenesysGuest -AttributeColumn Tier -WhatIf -ErrorAction SilentlyContinue 6>&1 | ForEach-Object { "$_" }

        $said | Should -BeLike '*250 would be created, 1 empty and skipped*1 invalid (Email: 1)*'
        $said | Should -BeLike "*the name from 'First Name', 'Last Name'; the email address from 'E-mail Address'; attributes from 'Tier'*"
        $said | Should -BeLike '*{"name":"Guest 1","email":"guest1@example.com","customAttributes":{"Tier":"gold"}}*'
    }

    It 'warns of an input without rows' {
        @() | New-GenesysGuest -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -BeExactly 'The input has no rows.'
    }
}
