BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--rate-limit', '0', '--auto-approve'
    $null = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)

    function New-Contact([int] $Count) {
        1..$Count | ForEach-Object { [pscustomobject] @{ Name = "Guest No $_"; Email = "guest$_@example.com" } } | Set-GenesysContact | Sort-Object RowNumber
    }
}

AfterAll {
    Disconnect-GenesysGuest
    Close-Sandbox $sandbox
}

Describe 'Remove-GenesysContact' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    It 'removes contacts that are given by <Case>' -ForEach @(
        @{ Case = 'their ids'; Code = { Remove-GenesysContact $made[0].Id, $made[1].Id -Confirm:$false } }
        @{ Case = 'themselves'; Code = { $made | Select-Object -First 2 | Remove-GenesysContact -Confirm:$false } }
        @{ Case = 'texts'; Code = { $made[0].Id, $made[1].Id.ToUpperInvariant() | Remove-GenesysContact -Confirm:$false } }
        @{ Case = 'values that are ids'; Code = { [guid] $made[0].Id, [guid] $made[1].Id | Remove-GenesysContact -Confirm:$false } }
        @{ Case = 'what was looked up'; Code = { Get-GenesysContact -Email guest1@example.com, guest2@example.com | Remove-GenesysContact -Confirm:$false } }
        @{ Case = 'rows of a file'; Code = { $made | Select-Object -First 2 | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv | Remove-GenesysContact -Confirm:$false } }
        @{ Case = 'tables'; Code = { @{ 'Contact Id' = $made[0].Id }, @{ 'Contact Id' = $made[1].Id } | Remove-GenesysContact -Confirm:$false } }
        @{ Case = 'a list as a whole'; Code = { Remove-GenesysContact -InputObject $made[0, 1] -Confirm:$false } }
    ) {
        $made = New-Contact 3

        & $Code | Should -BeNullOrEmpty

        (Get-SandboxContact $sandbox).id | Should -Be $made[2].Id
    }

    It 'says what it removed with -PassThru, and how it went' {
        $made = New-Contact 25

        $removed = $made | Remove-GenesysContact -Confirm:$false -PassThru -SummaryVariable summary

        ($removed | Sort-Object RowNumber).Id | Should -Be $made.Id
        $removed.Change | Sort-Object -Unique | Should -Be 'Removed'
        "$summary" | Should -BeLike '25 removed, 0 failed in *'
        $summary.IsRemoval | Should -BeTrue
        Get-SandboxContact $sandbox | Should -BeNullOrEmpty
    }

    It 'goes on where one is not there, or is no id' {
        $made = New-Contact 2

        $made[0].Id, 'nonsense', [guid]::NewGuid(), $made[1].Id | Remove-GenesysContact -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue -SummaryVariable summary

        $failed.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Sort-Object | Should -Be 'ContactNotFound', 'InvalidContact'
        "$summary" | Should -BeLike '2 removed, 2 failed in *'
        Get-SandboxContact $sandbox | Should -BeNullOrEmpty
    }

    It 'counts what a lost answer left open as removed: <_>' -ForEach 'reset-after-create', 'truncated' {
        $made = New-Contact 3
        Add-SandboxFault $sandbox $_ -Target contactDirectory

        $removed = $made | Remove-GenesysContact -Confirm:$false -PassThru

        @($removed).Count | Should -Be 3
        Get-SandboxContact $sandbox | Should -BeNullOrEmpty
    }

    It 'ends before anything is sent where there is no column of ids' {
        $record = Get-ErrorOf { [pscustomobject] @{ Email = 'ada@example.com' }, [pscustomobject] @{ Email = 'grace@example.com' } | Remove-GenesysContact -Confirm:$false }

        @($record).Count | Should -Be 1
        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidContact,*'
        $record.ErrorDetails.RecommendedAction | Should -BeLike '*rows with a column named Id*'
    }

    It 'says so if nobody is named, or if some are named twice over' {
        (Get-ErrorOf { Remove-GenesysContact -Confirm:$false }).Exception.Message | Should -Be 'No contact was specified. No request was sent.'
        $made = New-Contact 1
        (Get-ErrorOf { $made | Remove-GenesysContact $made.Id -Confirm:$false }).Exception.Message | Should -Be '-Id cannot be combined with pipeline input. No request was sent.'
        (Get-SandboxContact $sandbox).id | Should -Be $made.Id
    }

    It 'names no row in the errors of ids from a parameter, but the id if there are several' {
        $unknown = 'aaaaaaaa-0000-4000-8000-000000000001'

        (Get-ErrorOf { Remove-GenesysContact nonsense -Confirm:$false }).Exception.Message | Should -BeLike "Id: 'nonsense' is not a contact id.*"
        "$(Get-ErrorOf { Remove-GenesysContact $unknown -Confirm:$false })" | Should -Not -Match "Row|Contact '"
        Remove-GenesysContact $unknown, nonsense -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $said = $failed | ForEach-Object { "$_" } | Sort-Object
        @($said).Count | Should -Be 2
        $said[0] | Should -BeLike "Contact '$unknown': *"
        $said[1] | Should -BeLike "Id: 'nonsense' is not *"
    }

    Context 'of what an import wrote' {
        It 'passes over who was there before, and says so once' {
            $null = New-Contact 2
            $rows = 1..4 | ForEach-Object { [pscustomobject] @{ Name = "Other Guest $_"; Email = "guest$_@example.com" } } | Set-GenesysContact
            $file = Join-Path $TestDrive 'written.csv'
            $rows | Export-Csv $file -NoTypeInformation

            Import-Csv $file | Remove-GenesysContact -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue -SummaryVariable summary

            "$summary" | Should -BeLike '2 removed, 0 failed, 2 skipped in *'
            @($warned).Count | Should -Be 1
            (Get-SandboxContact $sandbox).workEmail | Should -Be 'guest1@example.com', 'guest2@example.com'
            Import-Csv $file | Where-Object Change -EQ Updated | Remove-GenesysContact -Confirm:$false -IncludeUpdated
            Get-SandboxContact $sandbox | Should -BeNullOrEmpty
        }
    }

    Context 'when somebody has to agree' {
        It 'asks at the preference that PowerShell has by itself, and removes nothing where nobody can answer' {
            $made = New-Contact 2
            $ConfirmPreference = 'High'

            { $made | Remove-GenesysContact } | Should -Throw -Because 'nobody is here to answer'

            @(Get-SandboxContact $sandbox).Count | Should -Be 2
        }

        It 'removes nothing in a process that is not interactive' {
            $made = New-Contact 1
            $script = Join-Path $TestDrive 'remove.ps1'
            Set-Content $script @'
param($Manifest, $Address, $Id, $Secret, $Contact)
Import-Module $Manifest
$null = Connect-GenesysGuest $Address -Credential ([pscredential]::new($Id, [System.Net.NetworkCredential]::new('', $Secret).SecurePassword))
try { Remove-GenesysContact $Contact; 'removed' } catch { "refused: $_" }
'@

            $said = Invoke-InNewProcess $script (Get-BuiltManifest), $sandbox.baseAddress, $sandbox.confidentialClientId, $sandbox.confidentialClientSecret, $made.Id

            $said | Should -Match 'refused: '
            $said | Should -Not -Match '(?m)^removed'
            (Get-SandboxContact $sandbox).id | Should -Be $made.Id
        }

        It 'does not ask where the user wants not to be asked' {
            $made = New-Contact 1
            $ConfirmPreference = 'None'

            $made | Remove-GenesysContact

            Get-SandboxContact $sandbox | Should -BeNullOrEmpty
        }

        It 'sends nothing with -WhatIf, and says what it would do' {
            $made = New-Contact 2
            Add-SandboxFault $sandbox status-400 -Target contactDirectory

            $said = $made | Remove-GenesysContact -WhatIf 6>&1

            "$said" | Should -Match '2 would be removed, 0 skipped, 0 invalid'
            (Get-SandboxCount $sandbox).faultsPending | Should -Be 1
            @(Get-SandboxContact $sandbox).Count | Should -Be 2
        }
    }

    Context 'when it ends early' {
        It 'sends nothing after the first error with -ErrorAction Stop' {
            $made = New-Contact 60
            Add-SandboxFault $sandbox status-400 -Target contactDirectory -Times 4

            { $made | Remove-GenesysContact -Confirm:$false -ErrorAction Stop -ThrottleLimit 1 } | Should -Throw -ErrorId 'ContactRejected,*'

            @(Get-SandboxContact $sandbox).Count | Should -BeGreaterThan 0
        }

        It 'stops where a later command wants no more' {
            $made = New-Contact 200

            $null = $made | Remove-GenesysContact -Confirm:$false -PassThru -ThrottleLimit 1 -SummaryVariable summary | Select-Object -First 1

            $left = @(Get-SandboxContact $sandbox).Count
            $left | Should -BeGreaterThan 0
            $summary.Removed | Should -BeGreaterThan 0
            $summary.Removed | Should -BeLessOrEqual (200 - $left) # of a request that was under way nobody waits for the answer
        }
    }
}
