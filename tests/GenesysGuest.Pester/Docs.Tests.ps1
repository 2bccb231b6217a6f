BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)

    # All PowerShell code that readers may copy: fenced blocks, code in about topics, and examples in the help.
    # If a block cannot run here, a comment above it gives the reason: <!-- Not run by the tests: ... -->
    $documents = @(Get-Item (Join-Path $root 'README.md'), (Join-Path $root 'SECURITY.md')) + @(Get-ChildItem (Join-Path $root 'docs') -Filter *.md)
    $blocks = foreach ($document in $documents) {
        $text = Get-Content -Raw -Encoding utf8 $document.FullName
        foreach ($match in [regex]::Matches($text, '(?ms)^(?:<!-- Not run by the tests: (?<reason>[^\r\n]+?) -->\r?\n)?```powershell\r?\n(?<code>.*?)^```')) {
            $line = ($text.Substring(0, $match.Groups['code'].Index) -split "`n").Count
            $heading = [regex]::Matches($text.Substring(0, $match.Index), '(?m)^#+ (.+?)\r?$') | Select-Object -Last 1
            @{
                Where = "$($document.Name), line $line"; Code = $match.Groups['code'].Value; Document = $document.Name
                Heading = $heading.Groups[1].Value; Reason = $match.Groups['reason'].Value
            }
        }
    }

    # The pages whose blocks run in order, in one session.
    $pages = foreach ($name in 'README.md', 'oauth-client.md', 'sign-in.md', 'known-visitors.md', 'bulk-import.md', 'web-page.md', 'troubleshooting.md', 'verified.md') {
        @{ Name = $name; Blocks = @($blocks | Where-Object { $_.Document -eq $name -and -not $_.Reason } | ForEach-Object { $_.Code }) }
    }

    $installs = @($blocks | Where-Object { $_.Document -eq 'install.md' })
    $canInstall = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows
    $noInstall = if (-not $canInstall) { ' (only where a variable says which folder is the home)' }

    $topics = foreach ($topic in Get-ChildItem ([System.IO.Path]::Combine($root, 'src', 'GenesysGuest', 'en-US')) -Filter *.help.txt) {
        $text = Get-Content -Raw -Encoding utf8 $topic.FullName
        foreach ($match in [regex]::Matches($text, '(?m)(^ {8}.*\r?\n|^\r?\n(?= {8}))+')) {
            if ($match.Value -match '\$|-Genesys\w+ -') {
                $line = ($text.Substring(0, $match.Index) -split "`n").Count
                @{ Where = "$($topic.Name), line $line"; Code = $match.Value }
            }
        }
    }

    [xml] $help = Get-Content -Raw -Encoding utf8 ([System.IO.Path]::Combine($root, 'src', 'GenesysGuest', 'en-US', 'GenesysGuest.dll-Help.xml'))
    $examples = foreach ($command in $help.helpItems.command) {
        foreach ($example in $command.examples.example) {
            @{ Where = "$($command.details.name), $($example.title.Trim('- '))"; Code = $example.code }
        }
    }

    $all = @($blocks) + @($topics) + @($examples)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
}

Describe 'The PowerShell in README, guides and help' {
    It 'parses: <Where>' -ForEach $all {
        $faults = $null
        $null = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $faults)

        $faults | Should -BeNullOrEmpty
    }

    It 'uses cmdlets and parameters that exist: <Where>' -ForEach $all {
        $syntax = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
        $commands = $syntax.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)

        foreach ($command in $commands | Where-Object { $_.GetCommandName() -match '^\w+-Genesys\w+$' }) {
            $cmdlet = Get-Command $command.GetCommandName() -Module GenesysGuest -ErrorAction SilentlyContinue
            $cmdlet | Should -Not -BeNullOrEmpty -Because "$($command.GetCommandName()) is used"
            $known = $cmdlet.Parameters.Keys + $cmdlet.Parameters.Values.Aliases
            foreach ($parameter in $command.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }) {
                $known | Should -Contain $parameter.ParameterName -Because "it is a parameter of $($cmdlet.Name) there"
            }
        }
    }

    It 'loses no token of a file when it is interrupted: <Where>' -ForEach $all {
        $syntax = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
        foreach ($pipeline in $syntax.FindAll({ $args[0] -is [System.Management.Automation.Language.PipelineAst] }, $true)) {
            $names = @($pipeline.PipelineElements | ForEach-Object { if ($_ -is [System.Management.Automation.Language.CommandAst]) { $_.GetCommandName() } })
            if ($names -contains 'Import-Csv' -and $names -contains 'New-GenesysGuest' -and $pipeline.Extent.Text -notmatch '-WhatIf|-First 1') {
                $pipeline.Extent.Text | Should -Match '-JournalPath '
            }
        }
    }

    It 'is to the analyzer''s liking: <Where>' -ForEach $all {
        Skip-WithoutAnalyzer

        # Readers use the assigned variables later, so an unused variable is not a problem here.
        Invoke-ScriptAnalyzer -ScriptDefinition $Code -Severity Error, Warning -ExcludeRule PSUseDeclaredVarsMoreThanAssignments, PSReviewUnusedParameter |
            ForEach-Object { "$($_.RuleName): $($_.Message)" } |
            Should -BeNullOrEmpty
    }
}

Describe 'What readers copy' {
    BeforeAll {
        $sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
        $path = $env:PSModulePath
        $env:PSModulePath = "$(Split-Path (Split-Path (Split-Path (Get-BuiltManifest))))$([System.IO.Path]::PathSeparator)$path"
        $guests = [System.IO.Path]::Combine((Get-RepositoryRoot), 'samples', 'Quickstart', 'guests.csv')

        # On a build machine, the module refuses a sign-in with a browser. This test stands in for the user.
        $build = @{}
        'CI', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION' | Where-Object { Test-Path "Env:$_" } | ForEach-Object {
            $build[$_] = (Get-Item "Env:$_").Value
            Remove-Item "Env:$_"
        }

        # Runs an example in a separate runspace, and stands in for the user's browser.
        function Invoke-Example([string] $Code, [string] $Folder) {
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript({
                    param($Tools, $Folder, $Sandbox, $Code)

                    # A command loads the module, as for a user who installed it. PowerShell then finds the commands in every runspace.
                    $null = Get-Command Connect-GenesysGuest
                    Import-Module $Tools
                    Set-Location $Folder
                    $global:environment = $Sandbox.baseAddress
                    $global:clientId = $Sandbox.clientId
                    $global:credential = Get-SandboxCredential $Sandbox
                    $global:refreshToken = (Connect-Sandbox $Sandbox).RefreshToken
                    $global:clientSecret = $Sandbox.confidentialClientSecret
                    $global:deploymentId = '5a5a5a5a-0000-4000-8000-000000000001'
                    if ($Code -match '-GenesysContact') { $null = Connect-GenesysGuest $environment -Credential $credential } # this client's token has the scope
                    $global:ConfirmPreference = 'None'
                }).AddArgument((Join-Path $PSScriptRoot 'Sandbox.psm1')).AddArgument($Folder).AddArgument($sandbox).AddArgument($Code).Invoke()
                $shell.Commands.Clear()
                $shell.Streams.ClearStreams()

                $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
                $running = $shell.AddScript($Code).BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
                $visited = @()
                while (-not $running.AsyncWaitHandle.WaitOne(50)) {
                    $said = @($shell.Streams.Information.ReadAll()) + @($shell.Streams.Warning.ReadAll()) -join "`n"
                    foreach ($address in [regex]::Matches($said, 'http://127\.0\.0\.1:\d+/\S+/authorize\?\S+').Value) {
                        if ($address -notin $visited) {
                            $visited += $address
                            $null = Open-InBrowser $address
                        }
                    }
                }

                $shell.EndInvoke($running)
                $shell.Streams.Error
            }
            finally {
                $shell.Dispose()
            }
        }
    }

    AfterAll {
        $build.Keys | ForEach-Object { Set-Item "Env:$_" $build[$_] }
        $env:PSModulePath = $path
        Close-Sandbox $sandbox
    }

    BeforeEach {
        Get-ChildItem $TestDrive | Remove-Item -Recurse # such as the journal of another example, which belongs to another client
        Copy-Item $guests $TestDrive
        Set-Content (Join-Path $TestDrive 'customers.csv') 'CrmId,Name,Email,Tier', '4711,Ada Lovelace,ada@example.com,gold', '4712,Grace Hopper,grace@example.com,silver'
    }

    It 'runs, page by page: <Name>' -ForEach $pages {
        # The pages state that every row in these files is valid.
        Set-Content (Join-Path $TestDrive 'guests.csv') 'CrmId,Name,Email,Tier,Locale', 'C1,Ada Lovelace,ada@example.com,gold,en-GB', 'C2,Grace Hopper,grace@example.com,gold,en-US'
        Set-Content (Join-Path $TestDrive 'export.csv') 'Vorname,Nachname,Kontakt', 'Ada,Lovelace,ada@example.com'
        Set-Content (Join-Path $TestDrive 'customers.csv') 'CrmId,Name,Email,Tier,Orders,Newsletter', '4711,Ada Lovelace,ada@example.com,gold,12,yes', '4712,Grace Hopper,grace@example.com,silver,3,no'

        # The sandbox stands in for a region. Only its confidential client may write contacts.
        $code = foreach ($block in $Blocks) {
            $block -replace "(?<=-Environment |GENESYSCLOUD_REGION = )'?(usw2\.pure\.cloud|us-west-2)'?(?!\S)", '$environment' -replace '(?<= )\./out/', "$(Get-RepositoryRoot)/out/" `
                -replace "'<the address>'", '(Get-Callback $request)' -replace '(?<=OAUTHCLIENT_ID = )\$clientId', '$credential.UserName'
            if ($Name -eq 'bulk-import.md') { 'Remove-Item ./*.jsonl, ./tokens.csv -ErrorAction Ignore' } # each block begins anew
        }

        if ("$code" -match 'Set-GenesysContact') { $code = $code -replace '-ClientId \$clientId( -Scope external-contacts)?', '-Credential $credential' }
        if ($Name -eq 'web-page.md') { $code = @('Import-Csv ./customers.csv | Set-GenesysContact -ExternalSource CRM -ExternalIdColumn CrmId | Out-Null') + $code }

        try {
            Invoke-Example ($code -join "`n") $TestDrive | Where-Object { $_ } | Should -BeNullOrEmpty
        }
        finally {
            Remove-Item Env:GENESYSCLOUD_*
        }
    }

    It 'runs: <Where>' -ForEach $examples {
        if ($PSVersionTable.PSVersion.Major -lt 7 -and $Code -match '-Parallel') {
            Set-ItResult -Skipped -Because 'this PowerShell has no ForEach-Object -Parallel'
            return
        }

        # The address that the user pastes is known only after the request exists.
        $errors = Invoke-Example $Code.Replace("'<the address>'", '(Get-Callback $request)') $TestDrive

        # guests.csv has one row that is invalid on purpose.
        $errors | Where-Object FullyQualifiedErrorId -NotLike 'InvalidGuest,*' | Should -BeNullOrEmpty
    }
}

Describe "The commands of the page about installing$noInstall" -Skip:(-not $canInstall) {
    BeforeAll {
        $sandbox = Open-Sandbox
        $packages = & (Join-Path (Get-RepositoryRoot) 'build.ps1') Pack -NoBuild
        $variables = 'HOME', 'PSModulePath', 'XDG_DATA_HOME'
        $kept = @{}
        $variables | Where-Object { Test-Path "Env:$_" } | ForEach-Object { $kept[$_] = (Get-Item "Env:$_").Value }

        # Runs the blocks under some headings in a new PowerShell with an empty home and the packages in the current folder.
        function Invoke-Install([object[]] $Block, [string[]] $Heading, [string] $Name) {
            $folder = New-Item (Join-Path $TestDrive $Name) -ItemType Directory
            $userHome = New-Item (Join-Path $folder 'home') -ItemType Directory
            $packages | Copy-Item -Destination $folder
            New-Item (Join-Path $folder 'out') -ItemType SymbolicLink -Target (Join-Path (Get-RepositoryRoot) 'out') | Out-Null
            $code = foreach ($asked in $Heading) { $Block | Where-Object { $_.Heading -eq $asked -and -not $_.Reason } | ForEach-Object { $_.Code } }
            $code = @("`$ErrorActionPreference = 'Stop'", "`$ProgressPreference = 'SilentlyContinue'", "Set-Location '$folder'") + $code -join "`n"
            $script = Join-Path $folder 'Run.ps1'
            Set-Content $script ($code -replace '(?<=-Environment )usw2\.pure\.cloud', $sandbox.baseAddress)
            try {
                $env:HOME = $userHome
                $env:PSModulePath = $null
                $env:XDG_DATA_HOME = $null
                Invoke-InNewProcess $script
            }
            finally {
                $kept.Keys | ForEach-Object { Set-Item "Env:$_" $kept[$_] }
            }

            Get-ChildItem $userHome -Recurse -Filter GenesysGuest.psd1 | Should -BeNullOrEmpty -Because 'the module is uninstalled at the end'
        }
    }

    AfterAll {
        Close-Sandbox $sandbox
    }

    It 'install a .zip, and remove it' -ForEach @{ Blocks = $installs } {
        $said = Invoke-Install $Blocks 'Install the .zip', 'Verify', 'Versions side by side', 'Remove an unpacked .zip' 'zip'
        $said | Should -Match 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    }

    It 'install a .nupkg, and uninstall it' -ForEach @{ Blocks = $installs } {
        $said = Invoke-Install $Blocks 'Install the .nupkg', 'Verify', 'Uninstall a package' 'nupkg'
        $said | Should -Match 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    }

    It 'import what was built' -ForEach @{ Blocks = $installs } {
        Invoke-Install $Blocks 'Install from source' 'source' | Should -BeNullOrEmpty
    }
}

Describe 'Get-Help' {
    It 'has what the manifest''s cmdlets need, and nothing that PowerShell made up: <Where>' -ForEach ($help.helpItems.command.details.name | ForEach-Object { @{ Where = $_ } }) {
        $topic = Get-Help $Where -Full

        $topic.Synopsis | Should -Not -Match "^\s*$Where "
        $topic.examples.example.Count | Should -BeGreaterOrEqual 3
        @($topic.parameters.parameter) | Where-Object { $_ -and -not $_.description.Text } | Should -BeNullOrEmpty
    }

    It 'finds about_<_>' -ForEach 'GenesysGuest', 'GenesysGuest_Runbooks' {
        "$(Get-Help "about_$_")" | Should -Match 'SHORT DESCRIPTION'
    }
}
