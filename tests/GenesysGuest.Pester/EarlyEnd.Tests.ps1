BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox

    function New-Row([int] $Number, [string] $Name = "Guest $Number") {
        [pscustomobject] @{ Name = $Name; Email = "guest$Number@example.com" }
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'A pipeline that ends early' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $null = Connect-Sandbox $sandbox
        $handedOut = [System.Collections.Generic.List[object]]::new()
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    Context 'with -ErrorAction Stop' {
        It 'hands out every guest that the service made before the error of a refused row' {
            Add-SandboxFault $sandbox -Kind status-400
            { 1..8 | ForEach-Object { New-Row $_ } | New-GenesysGuest -ErrorAction Stop | ForEach-Object { $handedOut.Add($_) } } |
                Should -Throw -ErrorId 'GuestRejected,GenesysGuest.Commands.NewGenesysGuestCommand'

            $handedOut.Id | Sort-Object | Should -Be @((Get-SandboxGuest $sandbox).id | Sort-Object)
        }

        It 'sends nothing after the first error' {
            Add-SandboxFault $sandbox -Kind status-400
            { 1..500 | ForEach-Object { New-Row $_ } | New-GenesysGuest -ThrottleLimit 1 -ErrorAction Stop | ForEach-Object { $handedOut.Add($_) } } | Should -Throw

            @(Get-SandboxGuest $sandbox).Count | Should -BeLessThan 10
        }

        It 'does the same for a row that is not sent at all' {
            { 1..4 | ForEach-Object { New-Row $_ -Name @("Guest $_", '')[$_ -eq 4] } | New-GenesysGuest -ErrorAction Stop | ForEach-Object { $handedOut.Add($_) } } |
                Should -Throw -ErrorId 'InvalidGuest,GenesysGuest.Commands.NewGenesysGuestCommand'

            $handedOut.Count | Should -Be @(Get-SandboxGuest $sandbox).Count
        }

        It 'does the same for $ErrorActionPreference' {
            Add-SandboxFault $sandbox -Kind status-400
            { & { $ErrorActionPreference = 'Stop'; 1..8 | ForEach-Object { New-Row $_ } | New-GenesysGuest | ForEach-Object { $handedOut.Add($_) } } } | Should -Throw

            $handedOut.Count | Should -Be @(Get-SandboxGuest $sandbox).Count
        }
    }
}

Describe 'A row that cannot be read' {
    BeforeAll {
        $null = Connect-Sandbox $sandbox
    }

    BeforeEach {
        Clear-Sandbox $sandbox
    }

    AfterAll {
        Disconnect-GenesysGuest
    }

    It 'is an error of its own when a property fails' {
        $rows = 1..3 | ForEach-Object { New-Row $_ | Add-Member -NotePropertyName Tier -NotePropertyValue gold -PassThru }
        $rows[1] | Add-Member -MemberType ScriptProperty -Name Tier -Value { throw 'The directory does not answer.' } -Force
        $guests = $rows | New-GenesysGuest -AttributeColumn Tier -ErrorVariable failed -ErrorAction SilentlyContinue

        $guests.Email | Sort-Object | Should -Be 'guest1@example.com', 'guest3@example.com'
        $failed.Exception.Message | Should -BeLike "Row 2: The column 'Tier' cannot be read: *The directory does not answer.*"
        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidGuest,*'
    }

    It 'is an error of its own when its table has <Fault>' -ForEach @(
        @{ Fault = 'an entry without a name'; Table = { @{ Name = 'Ada'; Email = 'ada@example.com'; '' = 'x' } }; Message = 'Row 1: Columns: a column has no name.*' }
        @{
            Fault = 'two entries of one name'
            Table = { $table = [System.Collections.Hashtable]::new(); $table.Name = 'Ada'; $table.Email = 'ada@example.com'; $table.name = 'Bob'; $table }
            Message = "Row 1: Name: two columns are named '*', and column names are not case-sensitive.*"
        }
    ) {
        $guests = @((& $Table), @{ Name = 'Grace'; Email = 'grace@example.com' }) | New-GenesysGuest -ErrorVariable failed -ErrorAction SilentlyContinue

        $guests.Email | Should -Be 'grace@example.com'
        $failed.Exception.Message | Should -BeLike $Message
    }
}
