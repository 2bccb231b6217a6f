BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule

    function Get-Completion([string] $Line) {
        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }

    # If a completer returns nothing, PowerShell offers files.
    function Get-Column([string] $Line) {
        @(Get-Completion $Line | Where-Object ToolTip -Like "Column '*").CompletionText
    }
}

Describe 'Completing -Environment of <_>' -ForEach 'Connect-GenesysGuest', 'Get-GenesysAuthorizationUrl' {
    It 'offers every domain, with its region as tooltip' {
        $offered = Get-Completion "$_ -Environment "

        $offered.Count | Should -BeGreaterThan 10
        ($offered | Where-Object CompletionText -EQ 'usw2.pure.cloud').ToolTip | Should -BeExactly 'AWS region us-west-2'
    }

    It 'offers regions by name, with the domain as tooltip' {
        ($offered = Get-Completion "$_ -Environment eu-c") | Should -Not -BeNullOrEmpty

        ($offered | Where-Object CompletionText -EQ 'eu-central-1').ToolTip | Should -BeExactly 'mypurecloud.de'
    }

    It 'takes what it offers' {
        foreach ($text in (Get-Completion "$_ -Environment e").CompletionText) {
            New-GenesysEnvironment $text | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'Completing -Scope of <_>' -ForEach 'Connect-GenesysGuest', 'Get-GenesysAuthorizationUrl' {
    It 'offers the scopes that guests and contacts take' {
        (Get-Completion "$_ -Scope ").CompletionText | Should -Be @('webmessaging:guest:create', 'externalusers:write', 'external-contacts')
        (Get-Completion "$_ -Scope ext").CompletionText | Should -Be @('externalusers:write', 'external-contacts')
    }
}

Describe 'Completing -AttributeColumn' {
    BeforeAll {
        $before = Get-Location
        Set-Location $TestDrive
        Set-Content guests.csv 'Name,Email,Tier,Locale,"Customer since",userprincipalname', 'Ada,ada@example.com,gold,en-GB,2019,ada'
        Set-Content guests.tsv "FullName`tMail`tRegion", "Ada`tada@example.com`tnorth"
        Set-Content 'two words.csv' 'Name,Email,Tier', 'Ada,ada@example.com,gold'
        Set-Content empty.csv 'Name,Email,Tier'
    }

    AfterAll {
        Set-Location $before
    }

    It 'offers the columns of the file, or of the first file of the folder, that an import names: <_>' -ForEach './guests.csv', './inbox' {
        $null = New-Item -ItemType Directory -Force inbox
        Copy-Item guests.csv inbox

        Get-Column "Invoke-GenesysGuestImport $_ ./output -AttributeColumn " | Should -BeExactly @('Tier', 'Locale', "'Customer since'")
        Get-Column "Invoke-GenesysGuestImport -OutputPath ./output -Path $_ -KeepColumn T" | Should -BeExactly 'Tier'
    }

    It 'offers every column of the file for -<_>' -ForEach 'NameColumn', 'EmailColumn', 'KeepColumn', 'IdentityColumn' {
        Get-Column "Import-Csv guests.csv | New-GenesysGuest -$_ " | Should -BeExactly @('Name', 'Email', 'Tier', 'Locale', "'Customer since'", 'userprincipalname')
    }

    It 'offers the columns of the file that are not name or address' {
        Get-Column 'Import-Csv guests.csv | New-GenesysGuest -AttributeColumn ' | Should -BeExactly @('Tier', 'Locale', "'Customer since'")
    }

    It 'offers those that begin as what is typed, whatever the case' {
        Get-Column 'Import-Csv guests.csv | New-GenesysGuest -AttributeColumn lo' | Should -BeExactly 'Locale'
        Get-Column "Import-Csv guests.csv | New-GenesysGuest -AttributeColumn 'cust" | Should -BeExactly "'Customer since'"
    }

    It 'offers in a list what is not in it yet' {
        Get-Column 'Import-Csv guests.csv | New-GenesysGuest -AttributeColumn Tier, ' | Should -Not -Contain 'Tier'
        Get-Column 'Import-Csv guests.csv | New-GenesysGuest -AttributeColumn Tier, L' | Should -BeExactly 'Locale'
    }

    It 'knows the file of <_>' -ForEach @(
        'Import-Csv ./guests.csv'
        'Import-Csv -Path guests.csv'
        'Import-Csv -LiteralPath "guests.csv"'
        'ipcsv guests.csv'
        'Import-Csv guests.csv -Encoding utf8'
        'Import-Csv guests.csv | Where-Object Tier -EQ gold'
        'Import-Csv guests.csv | Where-Object { $_.Tier } | Sort-Object Name'
        'Import-Csv "two words.csv"'
    ) {
        Get-Column "$_ | New-GenesysGuest -AttributeColumn T" | Should -BeExactly 'Tier'
    }

    It 'knows the columns of <_>' -ForEach @(
        'Import-Csv guests.tsv -Delimiter "`t"'
        'Import-Csv guests.csv -Header FullName, Mail, Region'
    ) {
        Get-Column "$_ | New-GenesysGuest -AttributeColumn " | Should -BeExactly 'Region'
    }

    It 'knows the file of <_>, as its variable is now' -ForEach @(
        'Import-Csv $file'
        'Import-Csv $global:file'
        'Import-Csv "$folder/guests.csv"'
        'Import-Csv $env:GUESTS_FILE'
        'Import-Csv guests.csv -Delimiter $comma'
    ) {
        $global:file = 'guests.csv'
        $folder = "$TestDrive"
        $comma = ','
        $env:GUESTS_FILE = 'guests.csv'
        try {
            Get-Column "$_ | New-GenesysGuest -AttributeColumn T" | Should -BeExactly 'Tier'
        }
        finally {
            Remove-Variable file -Scope Global
            Remove-Item env:GUESTS_FILE
        }
    }

    It 'knows the columns of rows in a variable: <_>' -ForEach 'list', 'one', 'objects', 'tables', 'table', 'database' {
        $list = Import-Csv guests.csv
        $one = $list[0]
        $objects = [System.Collections.Generic.List[object]] @([pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com'; Tier = 'gold' })
        $tables = @(@{ Name = 'Ada'; Email = 'ada@example.com'; Tier = 'gold' })
        $table = [ordered] @{ Name = 'Ada'; Email = 'ada@example.com'; Tier = 'gold' }
        $database = [System.Data.DataTable]::new()
        'Name', 'Email', 'Tier' | ForEach-Object { $null = $database.Columns.Add($_) }
        $null = $database.Rows.Add('Ada', 'ada@example.com', 'gold')
        $null = $list, $one, $objects, $tables, $table, $database

        Get-Column "`$$_ | New-GenesysGuest -AttributeColumn T" | Should -BeExactly 'Tier'
        Get-Column "`$$_ | Where-Object Tier | New-GenesysGuest -AttributeColumn T" | Should -BeExactly 'Tier'
    }

    It 'runs nothing to find out: <_>' -ForEach 'lazy', 'enumerator', 'queue' {
        $script:ran = 0
        $lazy = [System.Linq.Enumerable]::Select([int[]] (1, 2), [Func[int, object]] { param($number) $script:ran++; [pscustomobject] @{ Tier = $number } })
        $enumerator = ([object[]] @([pscustomobject] @{ Tier = 'gold' })).GetEnumerator()
        $queue = [System.Collections.Queue] @([pscustomobject] @{ Tier = 'gold' })
        $null = $lazy, $queue

        $null = Get-Column "`$$_ | New-GenesysGuest -AttributeColumn T"

        $script:ran | Should -Be 0
        $enumerator.MoveNext() | Should -BeTrue
    }

    It 'knows what Select-Object leaves: <line>' -ForEach @(
        @{ line = 'Import-Csv guests.csv | Select-Object Name, Email, Tier'; columns = 'Tier' }
        @{ line = 'Import-Csv guests.csv | Select-Object Name, Email, T*'; columns = 'Tier' }
        @{ line = 'Import-Csv guests.csv | Select-Object -First 10 | Sort-Object Name'; columns = 'Tier', 'Locale', "'Customer since'" }
        @{ line = 'Import-Csv guests.csv | select * -ExcludeProperty Tier, cust*'; columns = 'Locale' }
        @{ line = 'Import-Csv guests.csv | Select-Object *, @{ Name = "Level"; Expression = { $_.Tier } } -ExcludeProperty Tier'; columns = 'Locale', "'Customer since'", 'Level' }
        @{ line = 'Get-Process | Select-Object Name, @{ n = "Email"; e = { "$_" } }, @{ Label = "Tier"; Expression = { 1 } }'; columns = 'Tier' }
    ) {
        Get-Column "$line | New-GenesysGuest -AttributeColumn " | Should -BeExactly $columns
    }

    It 'says nothing of <_>, and nothing goes wrong' -ForEach @(
        'Import-Csv $noSuchVariable'
        'Import-Csv "$(Get-Date)/guests.csv"'
        'Import-Csv guests.csv -Delimiter $noSuchVariable'
        'Import-Csv (Get-Item guests.csv)'
        'Import-Csv no-such-file.csv'
        'Import-Csv empty.csv'
        'Import-Csv guests.csv -NoSuchParameter'
        'Import-Csv'
        'Import-Csv guests.csv | Select-Object Name, Email'
        'Import-Csv guests.csv | Select-Object -ExpandProperty Tier'
        'Import-Csv @arguments'
        'Import-Csv guests.csv | & { $input }'
        'Get-Content guests.csv'
        '$noSuchVariable'
        '$null'
        '$HOME'
        '$rows[0]'
    ) {
        $failures = $Error.Count

        Get-Column "$_ | New-GenesysGuest -AttributeColumn " | Should -BeNullOrEmpty

        $Error.Count | Should -Be $failures
    }

    It 'offers every column of the file for -ExternalIdColumn of <_>' -ForEach @(
        'Import-Csv guests.csv | Set-GenesysContact'
        'Import-Csv guests.csv | Get-GenesysContact'
        'Invoke-GenesysContactImport ./guests.csv ./output'
    ) {
        Get-Column "$_ -ExternalIdColumn " | Should -BeExactly @('Name', 'Email', 'Tier', 'Locale', "'Customer since'", 'userprincipalname')
    }

    It 'says nothing without a pipeline' {
        Get-Column 'New-GenesysGuest -AttributeColumn ' | Should -BeNullOrEmpty
    }
}
