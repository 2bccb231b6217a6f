BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--rate-limit', '0', '--auto-approve'
    $null = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)
    $made = 1..3 | ForEach-Object { [pscustomobject] @{ Name = "Guest No $_"; Email = "guest$_@example.com"; ExternalId = "C$_"; Orders = $_ } } |
        Set-GenesysContact -ExternalSource CRM -Schema Customers -AttributeColumn Orders | Sort-Object RowNumber
}

AfterAll {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

Describe 'Get-GenesysContact' {
    AfterEach {
        Invoke-Sandbox -Sandbox $sandbox -Method DELETE -Path faults
    }

    It 'finds contacts by <Case>' -ForEach @(
        @{ Case = 'their ids'; Code = { Get-GenesysContact $made[0].Id, $made[1].Id } }
        @{ Case = 'their addresses'; Code = { Get-GenesysContact -Email guest1@example.com, GUEST2@example.com } }
        @{ Case = 'their external ids'; Code = { Get-GenesysContact -ExternalId C1, C2 -ExternalSource crm } }
        @{ Case = 'contacts'; Code = { $made | Select-Object -First 2 | Get-GenesysContact } }
        @{ Case = 'texts'; Code = { $made[0].Id, 'guest2@example.com' | Get-GenesysContact } }
        @{ Case = 'texts that are external ids'; Code = { 'C1', 'C2' | Get-GenesysContact -ExternalSource CRM } }
        @{ Case = 'values that are ids'; Code = { [guid] $made[0].Id, [guid] $made[1].Id | Get-GenesysContact } }
        @{ Case = 'rows with addresses'; Code = { 'Name,E-Mail', 'x,guest1@example.com', ',', 'y,guest2@example.com' | ConvertFrom-Csv | Get-GenesysContact } }
        @{ Case = 'rows with external ids'; Code = { @{ 'CRM Id' = 'C1' }, @{ 'CRM Id' = 'C2' } | Get-GenesysContact -ExternalSource CRM -ExternalIdColumn 'CRM Id' } }
        @{ Case = 'rows with a column of addresses of your choice'; Code = { @{ Reach = 'guest1@example.com' }, @{ Reach = 'guest2@example.com' } | Get-GenesysContact -EmailColumn Reach } }
    ) {
        $found = & $Code

        $found.Id | Should -Be $made[0].Id, $made[1].Id
        $found[0].Change | Should -BeNullOrEmpty
        $found[0].CustomFields['orders_number'] | Should -Be 1
        $found[0].CreatedDate | Should -BeOfType ([datetimeoffset])
    }

    It 'goes on where one is not there' {
        $found = 'guest1@example.com', 'nobody@example.com', 'nonsense', 'guest3@example.com' | Get-GenesysContact -ErrorVariable failed -ErrorAction SilentlyContinue

        $found.Id | Should -Be $made[0].Id, $made[2].Id
        $failed.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -Be 'ContactNotFound', 'InvalidContact'
        $failed[0].TargetObject | Should -Be 'nobody@example.com'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'takes addresses that came with white space' {
        (Get-GenesysContact -Email ' guest1@example.com ').Id | Should -Be $made[0].Id
    }

    It 'asks once of an address where there are no contacts at all' {
        Add-SandboxFault $sandbox status-404 -Target contactDirectory -Times 10 -Body '<html>'

        $failed = Get-ErrorOf { 1..3 | ForEach-Object { "guest$_@example.com" } | Get-GenesysContact }

        @($failed).Count | Should -Be 1
        $failed.ErrorDetails.RecommendedAction | Should -BeLike '*External Contacts was not found at*'
        (Get-SandboxCount $sandbox).faultsPending | Should -Be 9
    }

    It 'asks again what may pass, and says so' {
        Add-SandboxFault $sandbox status-429 -Target contactDirectory -RetryAfter 0

        $said = Get-GenesysContact $made[0].Id -Verbose 4>&1

        "$said" | Should -Match 'HTTP 429.*Retry 1 of 3'
        $said[-1].Id | Should -Be $made[0].Id
    }

    It 'ends with the first error where that is asked for' {
        { 'nobody@example.com', 'guest1@example.com' | Get-GenesysContact -ErrorAction Stop } | Should -Throw -ErrorId 'ContactNotFound,GenesysGuest.Commands.GetGenesysContactCommand'
    }

    It 'asks for nothing where a column of external ids has no source' {
        $row = [pscustomobject] @{ CrmId = 'C1'; Email = 'guest1@example.com' }

        { $row | Get-GenesysContact -ExternalIdColumn CrmId } | Should -Throw -ErrorId 'ContactSettingInvalid,GenesysGuest.Commands.GetGenesysContactCommand'
    }

    It 'ends where a later command wants no more' {
        ($made | Get-GenesysContact | Select-Object -First 1).Id | Should -Be $made[0].Id
    }

    It 'is stopped like any pipeline' {
        Add-SandboxFault $sandbox status-429 -Target contactDirectory -RetryAfter 60
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({ param($Manifest, $Connection, $Id) Import-Module $Manifest; Get-GenesysContact $Id -Connection $Connection -Verbose }).
                AddArgument((Get-BuiltManifest)).AddArgument((Get-GenesysConnection)).AddArgument($made[0].Id)
            $null = $shell.BeginInvoke()
            $giveUp = [datetime]::UtcNow.AddSeconds(30)
            while ($shell.Streams.Verbose.Count -eq 0 -and [datetime]::UtcNow -lt $giveUp) { [System.Threading.Thread]::Sleep(20) }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
            $null = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox) # the pacer of the other still waits
        }
    }
}

Describe 'Contacts in a file' {
    It 'are looked up, written and written again' {
        $path = Join-Path $TestDrive 'contacts.csv'
        $made | Get-GenesysContact | Export-Csv $path -NoTypeInformation

        $contacts = Import-Csv $path | Set-GenesysContact -ExternalSource CRM -WarningVariable warned -WarningAction SilentlyContinue

        $contacts.Change | Sort-Object -Unique | Should -Be 'Unchanged'
        ($contacts | Sort-Object RowNumber).Id | Should -Be $made.Id
        @($warned).Count | Should -Be 1
        "$warned" | Should -Match "'CustomFields' was omitted"
    }
}
