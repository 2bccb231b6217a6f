BeforeDiscovery {
    $isDesktop = $PSVersionTable.PSEdition -eq 'Desktop'
    $reason = if ($isDesktop) { ' (PowerShell 7 only)' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    Import-BuiltModule
    $sandbox = Open-Sandbox

    # Creates a separate runspace with the module.
    function Open-Runspace {
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-BuiltManifest)).Invoke()
        $shell.Commands.Clear()
        $shell
    }

    function Invoke-Runspace([powershell] $Shell, [string] $Script) {
        $Shell.Commands.Clear()
        $Shell.Streams.ClearStreams()
        $Shell.AddScript($Script).Invoke()
        if ($Shell.Streams.Error.Count -gt 0) { throw $Shell.Streams.Error[0] }
    }
}

AfterAll {
    Close-Sandbox $sandbox
}

Describe 'The manifest' {
    It 'is valid, and speaks for both editions' {
        $manifest = Test-ModuleManifest (Get-BuiltManifest)

        $manifest.Version.ToString() | Should -Be (Split-Path (Split-Path (Get-BuiltManifest)) -Leaf)
        $manifest.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
    }

    It 'can be read without being run: Import-PowerShellDataFile' {
        $data = Import-PowerShellDataFile (Get-BuiltManifest)

        $data.ModuleVersion | Should -BeExactly (Split-Path (Split-Path (Get-BuiltManifest)) -Leaf)
        $data.CmdletsToExport | Sort-Object | Should -BeExactly ((Get-Module GenesysGuest).ExportedCmdlets.Keys | Sort-Object)
        $data.PrivateData.PSData.ReleaseNotes.Length | Should -BeGreaterThan 100
    }

    It 'loads the build for this edition' {
        $edition = if ($isDesktop) { 'netstandard2.0' } else { 'net8.0' }

        (Get-Command New-GenesysGuest).ImplementingType.Assembly.Location | Should -BeExactly ([System.IO.Path]::Combine((Split-Path (Get-BuiltManifest)), $edition, 'GenesysGuest.dll'))
    }

    It 'is refused by a PowerShell that is older, with that as the reason' {
        $folder = New-Item (Join-Path $TestDrive 'GenesysGuest') -ItemType Directory
        $built = Split-Path (Get-BuiltManifest)
        Copy-Item (Join-Path $built '*.ps1xml') $folder
        foreach ($file in 'GenesysGuest.psd1', 'GenesysGuest.psm1') {
            $later = (Get-Content -Raw (Join-Path $built $file) -Encoding UTF8).Replace("[version] '7.4'", "[version] '99.4'").Replace('PowerShell 7.4', 'PowerShell 99.4')
            if ($isDesktop) { $later = $later.Replace("'5.1'", "'99.4'") }
            Set-Content (Join-Path $folder $file) $later -Encoding UTF8
        }

        # Uses a separate runspace, because a module with that name is already loaded in this one.
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Join-Path $folder 'GenesysGuest.psd1'))
            $said = try { $null = $shell.Invoke(); "$($shell.Streams.Error)" } catch { "$_" }

            $said | Should -BeLike '*PowerShell*99.4*'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'has no address for Get-Help -Online unless its publisher gives one, and the help says what to do then' {
        (Test-ModuleManifest (Get-BuiltManifest)).ProjectUri | Should -BeNullOrEmpty # or a browser would open

        $said = Get-ErrorOf { Get-Help New-GenesysGuest -Online -ErrorAction Stop }

        "$said" | Should -BeLike '*Internet address (URI) of the Help topic is not specified*'
        (Get-Help about_GenesysGuest | Out-String) -replace '\s+', ' ' | Should -BeLike '*Internet address (URI) of the help topic is not specified*'
        Get-ChildItem (Join-Path (Get-Module GenesysGuest).ModuleBase docs) | Should -Not -BeNullOrEmpty
    }

    It 'exports the cmdlets of the design, and nothing else' {
        $module = Get-Module GenesysGuest

        $module.ExportedCmdlets.Keys | Sort-Object | Should -BeExactly @(
            'Connect-GenesysGuest'
            'Disconnect-GenesysGuest'
            'Get-GenesysAccessToken'
            'Get-GenesysAuthorizationUrl'
            'Get-GenesysConnection'
            'Get-GenesysContact'
            'Invoke-GenesysContactImport'
            'Invoke-GenesysGuestImport'
            'New-GenesysEnvironment'
            'New-GenesysGuest'
            'New-GenesysPkce'
            'Remove-GenesysContact'
            'Set-GenesysContact'
            'Test-GenesysEnvironment'
        )
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'says everything that the assembly has' {
        $assembly = (Get-Command New-GenesysGuest).ImplementingType.Assembly
        $cmdlets = $assembly.GetExportedTypes() | ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) }

        $cmdlets | ForEach-Object { "$($_.VerbName)-$($_.NounName)" } | Sort-Object | Should -BeExactly ((Get-Module GenesysGuest).ExportedCmdlets.Keys | Sort-Object)
    }

    It 'names the output type of <_>' -ForEach 'Connect-GenesysGuest', 'Get-GenesysConnection', 'Get-GenesysContact', 'New-GenesysGuest', 'New-GenesysPkce', 'Set-GenesysContact' {
        (Get-Command $_).OutputType.Type.FullName | Should -Match '^GenesysGuest\.'
    }
}

Describe 'Importing' {
    It 'can be done again after removing, with types that are the same' {
        $before = New-GenesysPkce

        Remove-Module GenesysGuest
        Get-Command New-GenesysPkce -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-BuiltModule

        New-GenesysPkce | Should -BeOfType $before.GetType()
    }

    It 'makes [<_>] a type literal' -ForEach 'GenesysGuest.Guest', 'GenesysGuest.Connection', 'GenesysGuest.GenesysEnvironment', 'GenesysGuest.HostLayout', 'GenesysGuest.ErrorId' {
        ($_ -as [type]).FullName | Should -BeExactly $_
    }

    It 'leaves type literals alone in one runspace when another removes the module' {
        $other = Open-Runspace
        try {
            Invoke-Runspace $other 'Remove-Module GenesysGuest'

            # Uses a type that nothing has used before, because PowerShell caches types.
            'GenesysGuest.GuestRow' -as [type] | Should -Not -BeNullOrEmpty
        }
        finally {
            $other.Dispose()
        }
    }

    It 'keeps what the module needs out of the default load context' -Skip:$isDesktop {
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object Location -Like "$(Split-Path (Get-BuiltManifest))*" |
            ForEach-Object { $_.GetName().Name } | Should -Be 'GenesysGuest'
        $own = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'GenesysGuest'
        $own.Assemblies | ForEach-Object { $_.GetName().Name } | Should -Contain 'GenesysGuest.Core'
    }

    It "goes well beside another Polly.Core and another System.Text.Json that were loaded before$reason" -Skip:$isDesktop {
        $output = Invoke-InNewProcess (Join-Path $PSScriptRoot 'Decoy.Scenario.ps1') (Get-BuiltManifest), $sandbox.baseAddress, $sandbox.confidentialClientId, $sandbox.confidentialClientSecret, $TestDrive

        $output | Should -Match 'decoy: Polly\.Core, Version=1\.2\.3\.4'
        $output | Should -Match 'decoy: System\.Text\.Json, Version=99\.0\.0\.0'
        $output | Should -Match 'created: Ada Lovelace'
    }
}

Describe 'Runspaces' {
    BeforeEach {
        Clear-Sandbox $sandbox
    }

    AfterEach {
        Disconnect-GenesysGuest
    }

    It 'have a connection each' {
        $current = Connect-Sandbox $sandbox
        $other = Open-Runspace
        try {
            Invoke-Runspace $other 'Get-GenesysConnection' | Should -BeNullOrEmpty

            $theirs = Invoke-Runspace $other "Connect-GenesysGuest $($sandbox.baseAddress) -AccessToken other"

            $theirs.GrantType | Should -Be 'AccessToken'
            Get-GenesysConnection | Should -Be $current
            Invoke-Runspace $other 'Disconnect-GenesysGuest'
            New-GenesysGuest 'Ada Lovelace' ada@example.com | Should -BeOfType ([GenesysGuest.Guest])
        }
        finally {
            $other.Dispose()
        }
    }

    It "may share one that is handed over: -Connection `$using:connection$reason" -Skip:$isDesktop {
        $connection = Connect-Sandbox $sandbox
        $manifest = Get-BuiltManifest

        $guests = 1..6 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:manifest
            New-GenesysGuest "Guest $_" "guest$_@example.com" -Connection $using:connection
        }

        $guests.Count | Should -Be 6
        ($guests.Id | Sort-Object) | Should -Be ((Get-SandboxGuest $sandbox).id | Sort-Object)
    }
}
