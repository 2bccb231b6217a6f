BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--rate-limit', '0', '--latency', '20', '--auto-approve'
    $credential = Get-SandboxCredential $sandbox

    function Write-Row([string] $Path, [int] $Count) {
        @('Name,Email,Tier,CrmId') + @(1..$Count | ForEach-Object { "Guest $_,guest$_@example.com,gold,C$_" }) | Set-Content $Path
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'Invoke-GenesysGuestImport' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $inbox = Join-Path $folder 'inbox'
        $output = Join-Path $folder 'output'
        $null = New-Item -ItemType Directory $inbox
        $signIn = @{ Environment = $sandbox.baseAddress; Credential = $credential }
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'gives back one result, with the columns that were kept beside each token' {
        Write-Row "$inbox/guests.csv" 12

        $result = Invoke-GenesysGuestImport $inbox $output @signIn -AttributeColumn Tier -KeepColumn CrmId 6> $null

        $result | Should -BeOfType ([GenesysGuest.ImportResult])
        $result.ExitCode | Should -Be 0
        $tokens = @(Import-Csv "$($result.RunPath)/guests-tokens.csv" | Sort-Object { [int] $_.RowNumber })
        $tokens.Count | Should -Be 12
        ($tokens.Token | Sort-Object) | Should -Be ((Get-SandboxGuest $sandbox).token | Sort-Object)
        $tokens[3].CrmId | Should -Be 'C4'
        (Get-SandboxGuest $sandbox)[0].customAttributes.Tier | Should -Be 'gold'
    }

    It 'shows what it says in the log, and no token' {
        Write-Row "$inbox/guests.csv" 5
        Add-Content "$inbox/guests.csv" 'Nobody,not-an-address,,C6'

        $null = Invoke-GenesysGuestImport $inbox $output @signIn -KeepColumn C* -InformationVariable said 6> $null
        $log = Get-Content "$output/import.log"

        "$said" | Should -Be "$log"
        $log.Count | Should -Be 2
        $log[0] | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ guests.csv, row 6: InvalidGuest: .* \[CrmId: C6\]$'
        $log[1] | Should -Match '^\S+Z RowsFailed: 5 created, 1 failed in \d+\.\d s \(guests\.csv\)$'
        foreach ($guest in Get-SandboxGuest $sandbox) { "$log" | Should -Not -Match ([regex]::Escape($guest.token)) }
    }

    It 'writes warnings to the log, because nobody sees the screen' {
        Write-Row "$inbox/guests.csv" 2

        $null = Invoke-GenesysGuestImport $inbox $output @signIn -KeepColumn NoSuchColumn -WarningVariable warned 6> $null

        "$(Get-Content "$output/import.log")" | Should -Match "guests.csv: No column matches 'NoSuchColumn'"
        $warned | Should -BeNullOrEmpty
    }

    It 'leaves nothing behind with -WhatIf, and sends nothing' {
        Write-Row "$inbox/guests.csv" 5
        Add-Content "$inbox/guests.csv" 'Nobody,not-an-address,,C6'
        $before = Get-FolderState $folder

        $result = Invoke-GenesysGuestImport $inbox $output -WhatIf -WarningVariable warned -WarningAction SilentlyContinue

        $result | Should -BeNullOrEmpty
        "$warned" | Should -Match 'Row 6: Email'
        Get-FolderState $folder | Should -Be $before
        Get-SandboxGuest $sandbox | Should -BeNullOrEmpty
    }

    It 'uses the connection that is there, and leaves it alone' {
        $connection = Connect-Sandbox $sandbox
        Write-Row "$inbox/guests.csv" 3

        (Invoke-GenesysGuestImport $inbox $output 6> $null).ExitCode | Should -Be 0

        Get-GenesysConnection | Should -Be $connection
        New-GenesysGuest Ada ada@example.com | Should -Not -BeNullOrEmpty
    }

    It 'signs out of what it signed in to, and gives the earlier connection back' {
        $connection = Connect-Sandbox $sandbox
        Write-Row "$inbox/guests.csv" 3

        (Invoke-GenesysGuestImport $inbox $output @signIn 6> $null).ExitCode | Should -Be 0

        Get-GenesysConnection | Should -Be $connection
    }

    It 'says in its result what a script would otherwise have to catch: <Case>' -TestCases @(
        @{ Case = 'a wrong secret'; Secret = 'wrong'; Code = 4 }
        @{ Case = 'an output folder that is a file'; Output = 'inbox/guests.csv'; Code = 5 }
        @{ Case = 'an input that is not there'; Path = 'nothing'; Code = 5 }
    ) {
        param($Secret, $Output = 'output', $Path = 'inbox', $Code)
        Write-Row "$inbox/guests.csv" 3
        if ($Secret) { $signIn.Credential = [pscredential]::new($sandbox.confidentialClientId, (ConvertTo-SecureString $Secret -AsPlainText -Force)) }

        $result = Invoke-GenesysGuestImport (Join-Path $folder $Path) (Join-Path $folder $Output) @signIn -ErrorAction Stop 6> $null

        $result.ExitCode | Should -Be $Code
        $result.Message | Should -Not -BeNullOrEmpty
        Get-Item "$inbox/guests.csv" | Should -Not -BeNullOrEmpty
    }

    It 'says in its result that <_> is not in the file system' -ForEach 'Path', 'OutputPath' {
        $places = @{ Path = $inbox; OutputPath = $output }
        $places[$_] = 'Env:nothing'

        $result = Invoke-GenesysGuestImport @places @signIn -InformationVariable said 6> $null

        $result.ExitCode | Should -Be 5
        $result.ErrorId | Should -Be 'ImportUnusable'
        "$said" | Should -Match 'Z Misconfigured in .* is not in the file system'
    }

    It 'keeps a column in the log by the name by which the results keep it' {
        "Name,Email,CRM ID`nAda,ada@example.com,C1`nNobody,not-an-address,C2" | Set-Content "$inbox/guests.csv"

        $result = Invoke-GenesysGuestImport $inbox $output @signIn -KeepColumn CrmId 6> $null

        (Import-Csv "$($result.RunPath)/guests-tokens.csv").'CRM ID' | Should -Be 'C1'
        Get-Content "$output/import.log" | Select-Object -First 1 | Should -Match '\[CRM ID: C2\]$'
    }

    It 'reads files with another delimiter and encoding, and writes the rows that failed as they were' {
        "Name;Email`nZo$([char] 0xEB);zoe@example.com`nNobody;not-an-address" | Set-Content "$inbox/guests.csv" -Encoding Unicode

        $result = Invoke-GenesysGuestImport $inbox $output @signIn -Delimiter ';' -Encoding unicode 6> $null

        $result.Files[0].Created | Should -Be 1
        (Get-SandboxGuest $sandbox).name | Should -Be "Zo$([char] 0xEB)"
        Copy-Item "$($result.RunPath)/guests-failed.csv" $inbox
        (Invoke-GenesysGuestImport $inbox $output @signIn -Delimiter ';' -Encoding unicode 6> $null).Files[0].Failed | Should -Be 1
    }

    It 'says of each file how it must be read, and goes on with the next' {
        "Name;Email`nAda;ada@example.com" | Set-Content "$inbox/a.csv"
        "Name,Name`nAda,ada@example.com" | Set-Content "$inbox/b.csv"
        Write-Row "$inbox/c.csv" 3

        $result = Invoke-GenesysGuestImport $inbox $output @signIn 6> $null

        $result.ExitCode | Should -Be 2
        $result.Files.Outcome | Should -Be 'RowsFailed', 'RowsFailed', 'Completed'
        $result.Files[0].Message | Should -Match "separated by ';'"
        $result.Files[1].Message | Should -Match 'cannot be read'
        (Get-ChildItem $inbox).Name | Should -Be 'a.csv', 'b.csv'
    }

    It 'leaves a file for later whose journal another program holds' {
        Write-Row "$inbox/guests.csv" 3
        $null = New-Item -ItemType Directory "$output/journals"
        $held = [System.IO.File]::Open("$output/journals/guests.csv.jsonl", 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            $result = Invoke-GenesysGuestImport $inbox $output @signIn 6> $null
        }
        finally {
            $held.Dispose()
        }

        $result.Outcome | Should -Be 'TryAgain'
        $result.Files[0].ErrorId | Should -Be 'JournalUnusable'
        $result.Files[0].Waiting | Should -Be 3
        (Invoke-GenesysGuestImport $inbox $output @signIn 6> $null).Outcome | Should -Be 'Completed'
    }

    It 'is stopped like any pipeline, says so in the log, and goes on the next time' {
        Write-Row "$inbox/guests.csv" 2000
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($Manifest, $Inbox, $Output, $SignIn)
            Import-Module $Manifest
            Invoke-GenesysGuestImport $Inbox $Output @SignIn
        }).AddArgument((Get-BuiltManifest)).AddArgument($inbox).AddArgument($output).AddArgument($signIn)
        try {
            $running = $shell.BeginInvoke()
            $giveUp = [datetime]::UtcNow.AddSeconds(30)
            while (@(Get-SandboxGuest $sandbox).Count -lt 50 -and [datetime]::UtcNow -lt $giveUp) { $null = $running.AsyncWaitHandle.WaitOne(20) }
            $shell.Stop()
        }
        finally {
            $shell.Dispose()
        }

        $made = @(Get-SandboxGuest $sandbox).Count
        $made | Should -BeLessThan 2000
        Get-Content "$output/import.log" | Select-Object -Last 1 | Should -Match 'Z Stopped\. '
        $result = Invoke-GenesysGuestImport $inbox $output @signIn -ThrottleLimit 64 6> $null
        $result.Files[0].FromJournal + $result.Files[0].Unknown | Should -Be $made
        $result.Files[0].Created + $made | Should -Be 2000
        @(Get-SandboxGuest $sandbox).Count | Should -Be 2000
    }

    It 'has views: a result as a list, its files as a table' {
        Write-Row "$inbox/guests.csv" 3
        $result = Invoke-GenesysGuestImport $inbox $output @signIn 6> $null

        $result | Out-String | Should -Match '(?m)^Files\s+: guests\.csv: 3 created, 0 failed'
        $result.Files | Out-String -Width 120 | Should -Match '(?m)^Name\s+Outcome\s+Rows\s+Created\s+Updated\s+FromJournal\s+Failed\s+Unknown\s+Waiting'
    }
}

Describe 'New-GenesysGuest by hand, and in bulk' {
    BeforeAll {
        $null = Connect-Sandbox $sandbox
    }

    AfterAll {
        Disconnect-GenesysGuest
    }

    It 'leaves the last guest made by hand in reach, also one that nobody kept' {
        function Invoke-Careless { New-GenesysGuest Ada ada@example.com > $null }
        Invoke-Careless

        $LastGenesysGuest.Name | Should -Be 'Ada'
        $LastGenesysGuest.Token | Should -Be (Get-SandboxGuest $sandbox)[-1].token
        $ofRow = [pscustomobject] @{ Name = 'Grace'; Email = 'grace@example.com' } | New-GenesysGuest
        $LastGenesysGuest.Name | Should -Be 'Ada'
        $ofRow | Format-List | Out-String | Should -Not -Match 'LastGenesysGuest' -Because 'the variable has another guest'
        $LastGenesysGuest | Format-List | Out-String | Should -Match '\$guest = \$LastGenesysGuest'
    }

    It 'has no verbose line for each row, and one for what happens' {
        $rows = 1..30 | ForEach-Object { [pscustomobject] @{ Name = "Guest $_"; Email = "guest$_@example.com" } }

        $quiet = $rows | New-GenesysGuest -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        Add-SandboxFault $sandbox -Kind status-503
        $retry = $rows | New-GenesysGuest -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }

        $quiet | Should -BeNullOrEmpty
        @($retry).Count | Should -Be 1
        "$retry" | Should -Match '^Row \d+: HTTP 503, .*\. Retry 1 of 3 in '
    }

    It 'asks where the user wants to be asked' {
        $ConfirmPreference = 'Medium'
        { [pscustomobject] @{ Name = 'Ada'; Email = 'ada@example.com' } | New-GenesysGuest } | Should -Throw -Because 'nobody is here to answer'
    }
}
