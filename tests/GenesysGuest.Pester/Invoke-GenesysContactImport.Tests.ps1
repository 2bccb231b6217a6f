BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox '--rate-limit', '0', '--latency', '20', '--auto-approve'

    function Write-Row([string] $Path, [int] $Count, [string] $Tier = 'gold') {
        @('Name,Email,Tier,CRM Id') + @(1..$Count | ForEach-Object { "Guest No $_,guest$_@example.com,$Tier,C$_" }) | Set-Content $Path
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'Invoke-GenesysContactImport' {
    BeforeEach {
        Clear-Sandbox $sandbox
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $inbox = Join-Path $folder 'inbox'
        $output = Join-Path $folder 'output'
        $null = New-Item -ItemType Directory $inbox
        $signIn = @{ Environment = $sandbox.baseAddress; Credential = Get-SandboxCredential $sandbox }
        $contacts = @{ ExternalSource = 'CRM'; ExternalIdColumn = 'CrmId'; Schema = 'Customers'; AttributeColumn = 'Tier'; KeepColumn = 'CrmId' }
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'writes the contacts of files, and what was done to each' {
        Write-Row "$inbox/members.csv" 12

        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts 6> $null

        $result | Should -BeOfType ([GenesysGuest.ImportResult])
        $result.ExitCode | Should -Be 0
        $result.Files[0].MovedTo | Should -Be (Join-Path $result.RunPath 'members.csv')
        Get-ChildItem $inbox | Should -BeNullOrEmpty
        Get-ChildItem "$output/journals" | Should -BeNullOrEmpty
        Join-Path $result.RunPath 'members.csv.jsonl' | Should -Exist
        $rows = @(Import-Csv "$($result.RunPath)/members-contacts.csv" | Sort-Object { [int] $_.RowNumber })
        $rows.Count | Should -Be 12
        $rows[3].Change | Should -Be 'Created'
        $rows[3].'CRM Id' | Should -Be 'C4'
        ($rows.Id | Sort-Object) | Should -Be ((Get-SandboxContact $sandbox).id | Sort-Object)
        (Get-SandboxContact $sandbox)[0].customFields.tier_text | Should -Be 'gold'
    }

    It 'sends a file of the same name whole, so that each contact is as the last file has it' {
        Write-Row "$inbox/members.csv" 5
        $null = Invoke-GenesysContactImport $inbox $output @signIn @contacts 6> $null
        Write-Row "$inbox/members.csv" 6
        Write-Row "$inbox/others.csv" 5
        Add-Content "$inbox/others.csv" 'Guest No 6,guest6@example.com,silver,C6'

        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts -InformationVariable said 6> $null

        $result.ExitCode | Should -Be 0
        "$($result.Files[0])" | Should -BeLike 'members.csv: 1 created, 5 updated, 0 failed*'
        $result.Files[1].Updated | Should -Be 6
        "$said" | Should -Match 'Completed: 1 created, 11 updated, 0 failed in '
        (Import-Csv "$($result.RunPath)/others-contacts.csv" | Group-Object Change | Sort-Object Name | ForEach-Object { "$($_.Count) $($_.Name)" }) | Should -Be '5 Unchanged', '1 Updated'
        @(Get-SandboxContact $sandbox).Count | Should -Be 6
    }

    It 'keeps rows that failed in a file, and is told by its exit code' {
        Write-Row "$inbox/members.csv" 3
        Add-Content "$inbox/members.csv" 'Nobody,not-an-address,,C4', ',,,'
        Add-SandboxItemFault $sandbox status-400

        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts -InformationVariable said 6> $null

        $result.ExitCode | Should -Be 2
        $result.Files[0].Failed | Should -Be 2
        $result.Files[0].Empty | Should -Be 1
        (Import-Csv "$($result.RunPath)/members-failed.csv").'GenesysGuest.ErrorId' | Sort-Object | Should -Be 'ContactRejected', 'InvalidContact'
        "$said" | Should -Match 'row 4: InvalidContact: .* \[CRM Id: C4\]'
        Copy-Item "$($result.RunPath)/members-failed.csv" $inbox
        (Invoke-GenesysContactImport $inbox $output @signIn @contacts 6> $null).Files[0].Created | Should -Be 1
    }

    It 'says in its result what a script would otherwise have to catch, and leaves the files: <Case>' -ForEach @(
        @{ Case = 'a source that is not there'; Change = @{ ExternalSource = 'Shop' }; Code = 5 }
        @{ Case = 'a schema that is not there'; Change = @{ Schema = 'Nope' }; Code = 5 }
        @{ Case = 'no schema'; Change = @{ Schema = $null }; Code = 5 }
        @{ Case = 'no source'; Change = @{ ExternalSource = $null }; Code = 5 }
        @{ Case = 'a token that may not'; Fault = 'status-403'; Target = 'contacts'; Code = 5 }
        @{ Case = 'an outage'; Fault = 'status-503'; Target = 'contacts'; Code = 3 }
        @{ Case = 'an outage of the lists'; Fault = 'status-503'; Target = 'contactDirectory'; Code = 3 }
        @{ Case = 'a wrong secret'; Secret = 'wrong'; Code = 4 }
    ) {
        Write-Row "$inbox/a.csv" 3
        Write-Row "$inbox/b.csv" 3
        $before = Get-FolderState $inbox
        if ($Change) { foreach ($name in @($Change.Keys)) { if ($Change[$name]) { $contacts[$name] = $Change[$name] } else { $contacts.Remove($name) } } }
        if ($Fault) { Add-SandboxFault $sandbox $Fault -Target $Target -Times 1000 }
        if ($Secret) { $signIn.Credential = [pscredential]::new($sandbox.confidentialClientId, (ConvertTo-SecureString $Secret -AsPlainText -Force)) }

        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts -MaxRetryCount 0 -OutageTimeoutSec 0 -ErrorAction Stop 6> $null

        $result.ExitCode | Should -Be $Code
        "$($result.Message)$($result.Files.Message)" | Should -Match '\w'
        ($result.Files.Waiting | Measure-Object -Sum).Sum | Should -Be 6
        Get-FolderState $inbox | Should -Be $before
        Get-SandboxContact $sandbox | Should -BeNullOrEmpty
    }

    It 'says of each file how it must be read, and goes on with the next' {
        "Name;Email`nAda;ada@example.com" | Set-Content "$inbox/a.csv"
        "Name,Name`nAda,ada@example.com" | Set-Content "$inbox/b.csv"
        "Name,Email`nAda Lovelace,ada@example.com" | Set-Content "$inbox/c.csv"

        $result = Invoke-GenesysContactImport $inbox $output @signIn 6> $null

        $result.ExitCode | Should -Be 2
        $result.Files.Outcome | Should -Be 'RowsFailed', 'RowsFailed', 'Completed'
        $result.Files.ErrorId | Should -Be 'InvalidContact', 'InvalidContact', $null
        $result.Files[0].Message | Should -Match "separated by ';'"
        (Get-ChildItem $inbox).Name | Should -Be 'a.csv', 'b.csv'
    }

    It 'leaves nothing behind with -WhatIf, and asks the service nothing' {
        Write-Row "$inbox/members.csv" 3
        Add-Content "$inbox/members.csv" 'Nobody,not-an-address,,C6'
        $before = Get-FolderState $folder
        $asked = (Get-SandboxCount $sandbox).contactRequests, (Get-SandboxCount $sandbox).tokenRequests
        Add-SandboxFault $sandbox status-400 -Target contactDirectory

        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts -WhatIf -WarningVariable warned -WarningAction SilentlyContinue

        $result | Should -BeNullOrEmpty
        "$warned" | Should -Match 'Row 4: Email'
        Get-FolderState $folder | Should -Be $before
        (Get-SandboxCount $sandbox).contactRequests, (Get-SandboxCount $sandbox).tokenRequests | Should -Be $asked
        (Get-SandboxCount $sandbox).faultsPending | Should -Be 1
    }

    It 'can be undone: who was there before stays' {
        Write-Row "$inbox/first.csv" 2
        $null = Invoke-GenesysContactImport $inbox $output @signIn @contacts 6> $null
        Write-Row "$inbox/second.csv" 5 silver
        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts 6> $null
        $null = Connect-GenesysGuest @signIn

        Import-Csv "$($result.RunPath)/second-contacts.csv" | Remove-GenesysContact -Confirm:$false -WarningAction SilentlyContinue -SummaryVariable summary

        "$summary" | Should -BeLike '3 removed, 0 failed, 2 skipped in *'
        (Get-SandboxContact $sandbox).externalIds.value | Should -Be 'C1', 'C2'
    }

    It 'is stopped like any pipeline, says so in the log, and goes on the next time' {
        Write-Row "$inbox/members.csv" 3000
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($Manifest, $Inbox, $Output, $SignIn, $Contacts)
            Import-Module $Manifest
            Invoke-GenesysContactImport $Inbox $Output @SignIn @Contacts -ThrottleLimit 2
        }).AddArgument((Get-BuiltManifest)).AddArgument($inbox).AddArgument($output).AddArgument($signIn).AddArgument($contacts)
        try {
            $running = $shell.BeginInvoke()
            $giveUp = [datetime]::UtcNow.AddSeconds(30)
            while ((Get-SandboxCount $sandbox).contacts -lt 50 -and [datetime]::UtcNow -lt $giveUp) { $null = $running.AsyncWaitHandle.WaitOne(20) }
            $shell.Stop()
        }
        finally {
            $shell.Dispose()
        }

        $made = (Get-SandboxCount $sandbox).contacts
        $made | Should -BeLessThan 3000
        Get-Content "$output/import.log" | Select-Object -Last 1 | Should -Match 'Z Stopped\. '
        $result = Invoke-GenesysContactImport $inbox $output @signIn @contacts -ThrottleLimit 32 6> $null
        $result.ExitCode | Should -Be 0
        $result.Files[0].Rows | Should -Be 3000
        $result.Files[0].FromJournal | Should -BeLessOrEqual $made
        (Get-SandboxCount $sandbox).contacts | Should -Be 3000
    }
}

Describe 'The progress bar of contacts' {
    BeforeAll {
        $connection = Connect-GenesysGuest $sandbox.baseAddress -Credential (Get-SandboxCredential $sandbox)
        $rows = 1..150 | ForEach-Object { [pscustomobject] @{ Email = "guest$_@example.com" } }

        function Get-Progress([string] $Code, [string] $Activity) {
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript({
                    param($Manifest, $Connection, $Rows, $Code)
                    $ProgressPreference = 'Continue'
                    Import-Module $Manifest
                    Invoke-Expression $Code
                }).AddArgument((Get-BuiltManifest)).AddArgument($connection).AddArgument($rows).AddArgument($Code).Invoke()
                $shell.Streams.Progress.ReadAll() | Where-Object Activity -EQ $Activity
            }
            finally {
                $shell.Dispose()
            }
        }
    }

    AfterAll {
        Disconnect-GenesysGuest
    }

    It 'says what is done, and of how many' {
        Clear-Sandbox $sandbox
        $written = @(Get-Progress 'Set-GenesysContact -InputObject $rows -Connection $connection -ThrottleLimit 1 -MaxRequestsPerMinute 600' 'Writing contacts')
        $removed = @(Get-Progress 'Get-GenesysContact -Email guest1@example.com -Connection $connection | ForEach-Object { $all = @($_) * 100; Remove-GenesysContact -InputObject $all -Confirm:$false -Connection $connection -ThrottleLimit 1 -MaxRequestsPerMinute 600 -ErrorAction SilentlyContinue }' 'Removing contacts')

        $written[0].StatusDescription | Should -Match '^\d+ of 150: \d+ created, 0 failed'
        $removed[0].StatusDescription | Should -Match '^\d+ of 100: \d+ removed, \d+ failed'
        $written[-1].RecordType, $removed[-1].RecordType | Should -Be 'Completed', 'Completed'
    }
}
