BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
}

Describe '-JournalPath' {
    BeforeEach {
        $read = [System.Collections.Generic.List[int]]::new()
        $rows = 1..3 | ForEach-Object { [pscustomobject] @{ Number = $_; Name = "Guest $_"; Email = "guest$_@example.com" } }
    }

    It 'refuses <path>, which is not a file, before a row is read' -TestCases @(
        @{ path = 'Env:run.jsonl' }
        @{ path = 'Variable:run' }
        @{ path = 'NoSuchDrive:run.jsonl' }
        @{ path = 'NoSuchProvider::run.jsonl' }
    ) {
        $refused = { $rows | ForEach-Object { $read.Add($_.Number); $_ } | New-GenesysGuest -JournalPath $path -WhatIf } | Should -Throw -PassThru

        $refused.Exception.ErrorId | Should -Be 'JournalUnusable'
        $read | Should -BeNullOrEmpty
    }

    It 'refuses a relative path while the current location is not in the file system, and leaves no file behind' {
        $name = "journal-$([guid]::NewGuid()).jsonl"
        Push-Location Env:
        try {
            $refused = { $rows | New-GenesysGuest -JournalPath "./$name" -WhatIf } | Should -Throw -PassThru
        }
        finally {
            Pop-Location
        }

        $refused.Exception.ErrorId | Should -Be 'JournalUnusable'
        Join-Path ([System.Environment]::CurrentDirectory) $name | Should -Not -Exist
    }

    It 'takes a path below a PowerShell drive of the file system' {
        { $rows | New-GenesysGuest -JournalPath TestDrive:/run.jsonl -WhatIf } | Should -Not -Throw
    }

    It 'is needed by -RetryUnknown' {
        $refused = { $rows | ForEach-Object { $read.Add($_.Number); $_ } | New-GenesysGuest -RetryUnknown -WhatIf } | Should -Throw -PassThru

        $refused.Exception.ErrorId | Should -Be 'JournalUnusable'
        $refused.Exception.Message | Should -Match 'RetryUnknown'
        $read | Should -BeNullOrEmpty
    }
}
