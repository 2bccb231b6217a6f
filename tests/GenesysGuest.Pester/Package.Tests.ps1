BeforeDiscovery {
    $reason = if ($PSVersionTable.PSEdition -eq 'Core' -and $IsLinux) { '' } else { ' (skipped: the browser is found by the name xdg-open only on Linux)' }
    $hasClient = $PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows -and (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)
    $client = if (-not $hasClient) { ' (skipped: takes PSResourceGet, and a system where its list of repositories can lie elsewhere)' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    $version = Split-Path (Split-Path (Get-BuiltManifest)) -Leaf
    $configuration = if ($env:GENESYSGUEST_CONFIGURATION) { $env:GENESYSGUEST_CONFIGURATION } else { 'Debug' }
    $packages = & (Join-Path (Get-RepositoryRoot) 'build.ps1') Pack -NoBuild -Configuration $configuration 6> $null
    $nupkg = $packages | Where-Object Name -EQ "GenesysGuest.$version.nupkg"
    $zip = $packages | Where-Object Extension -EQ '.zip'
    $library = $packages | Where-Object Name -Like 'GenesysGuest.Core.*.nupkg'
    $symbols = $packages | Where-Object Extension -EQ '.snupkg'
    $bom = $packages | Where-Object Name -Like '*.cdx.json'
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem

    # Installs like the clients of the gallery: the files of the package without its metadata.
    function Expand-Package([string] $ModulePath, [string] $As = $version) {
        $folder = [System.IO.Path]::Combine($ModulePath, 'GenesysGuest', $As)
        $null = New-Item $folder -ItemType Directory
        [System.IO.Compression.ZipFile]::ExtractToDirectory($nupkg.FullName, $folder)
        Get-Item -LiteralPath (Join-Path $folder '_rels'), (Join-Path $folder '[Content_Types].xml'), (Join-Path $folder 'GenesysGuest.nuspec') | Remove-Item -Recurse -Force
        $folder
    }

    function Get-Entry([System.IO.FileInfo] $Package) {
        $archive = [System.IO.Compression.ZipFile]::OpenRead($Package.FullName)
        try { $archive.Entries.FullName } finally { $archive.Dispose() }
    }

    function Get-EntryText([System.IO.FileInfo] $Package, [string] $Name) {
        $archive = [System.IO.Compression.ZipFile]::OpenRead($Package.FullName)
        try {
            $reader = [System.IO.StreamReader]::new($archive.GetEntry($Name).Open())
            $reader.ReadToEnd()
            $reader.Dispose()
        }
        finally {
            $archive.Dispose()
        }
    }

    function Get-FolderContent([string] $Folder) {
        Get-ChildItem $Folder -Recurse -File | Sort-Object FullName | ForEach-Object { "$($_.FullName) $((Get-FileHash $_.FullName).Hash)" }
    }

    function Assert-Imported([string] $ModulePath, [string] $Asked, [string] $Expected = $version) {
        $it = Invoke-InNewProcess (Join-Path $PSScriptRoot 'Package.Scenario.ps1') $ModulePath, $Asked | ConvertFrom-Json
        $base = [System.IO.Path]::Combine($ModulePath, 'GenesysGuest', $Expected)
        $it.version | Should -BeExactly $Expected
        $it.base | Should -BeExactly $base
        $it.assembly | Should -BeLike "$base*"
        $it.library | Should -BeLike "$base*"
        $it.challenge | Should -BeExactly 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
        $it.synopsis | Should -Not -BeLike '*New-GenesysGuest*'
    }
}

Describe 'The package' {
    BeforeAll {
        $entries = Get-Entry $nupkg
        $metadata = ([xml] (Get-EntryText $nupkg GenesysGuest.nuspec)).package.metadata
        $manifest = Test-ModuleManifest (Get-BuiltManifest)
    }

    It 'bears the name that the gallery gives it' {
        $nupkg.Name | Should -BeExactly "GenesysGuest.$version.nupkg"
    }

    It 'holds the files of the module at its root, and the three parts of a package' {
        $base = Split-Path (Get-BuiltManifest)
        $files = Get-ChildItem $base -Recurse -File | ForEach-Object { $_.FullName.Substring($base.Length + 1).Replace('\', '/') }

        $entries | Sort-Object | Should -BeExactly (@($files) + '[Content_Types].xml' + '_rels/.rels' + 'GenesysGuest.nuspec' | Sort-Object)
    }

    It 'names the content type of every part' {
        [xml] $types = Get-EntryText $nupkg '[Content_Types].xml'

        $entries | Where-Object { $_ -ne '[Content_Types].xml' } |
            Where-Object { [System.IO.Path]::GetExtension($_).TrimStart('.') -notin $types.Types.Default.Extension -and "/$_" -notin $types.Types.Override.PartName } |
            Should -BeNullOrEmpty
    }

    It 'says of the module what the manifest says' {
        $metadata.id | Should -BeExactly 'GenesysGuest'
        $metadata.version | Should -BeExactly $version
        $metadata.authors | Should -BeExactly $manifest.Author
        $metadata.description | Should -BeExactly $manifest.Description
        $metadata.copyright | Should -BeExactly $manifest.Copyright
        $metadata.license.type | Should -BeExactly 'expression'
        $metadata.license.'#text' | Should -BeExactly 'MIT'
    }

    It 'has the tags by which the gallery finds modules, editions and cmdlets' {
        $tags = $metadata.tags -split ' '

        $manifest.PrivateData.PSData.Tags + 'PSModule' + 'PSIncludes_Cmdlet' | Where-Object { $_ -notin $tags } | Should -BeNullOrEmpty
        'PSEdition_Core', 'PSEdition_Desktop', 'PSCmdlet_New-GenesysGuest', 'PSCommand_Connect-GenesysGuest' | Where-Object { $_ -notin $tags } | Should -BeNullOrEmpty
        $tags | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty
    }

    It 'has the changelog''s entry as its release notes, and so has the manifest' {
        $changelog = (Get-Content -Raw -Encoding UTF8 (Join-Path (Get-RepositoryRoot) 'CHANGELOG.md')) -replace '\r'
        $entry = [regex]::Match($changelog, "(?ms)^## $([regex]::Escape($version))\b[^\n]*\n+(.*?)\s*(?=^## |\z)").Groups[1].Value

        $entry.Length | Should -BeGreaterThan 100
        ($manifest.ReleaseNotes -replace '\r') | Should -BeExactly $entry
        ($metadata.releaseNotes -replace '\r') | Should -BeExactly $entry
    }

    It 'names no address of a project or a license unless its publisher gives one' {
        $metadata.SelectNodes('*') | ForEach-Object LocalName | Should -Not -Contain 'projectUrl'
        $metadata.SelectNodes('*') | ForEach-Object LocalName | Should -Not -Contain 'licenseUrl'
        $manifest.ProjectUri | Should -BeNullOrEmpty
        $manifest.LicenseUri | Should -BeNullOrEmpty
    }

    It 'comes as a .zip, too, with the folders of $env:PSModulePath' {
        $inZip = Get-Entry $zip

        $inZip | Where-Object { $_ -notlike "GenesysGuest/$version/*" } | Should -BeNullOrEmpty
        $inZip.Count | Should -Be ($entries.Count - 3)
    }
}

Describe 'The bill of materials' {
    BeforeAll {
        $materials = Get-Content -Raw $bom.FullName -Encoding UTF8 | ConvertFrom-Json
    }

    It 'is CycloneDX, and of this version of the module' {
        $materials.bomFormat | Should -BeExactly 'CycloneDX'
        $materials.metadata.component.name | Should -BeExactly 'GenesysGuest'
        $materials.metadata.component.version | Should -BeExactly $version
    }

    It 'has the packages of the notices, which are held against what ships, and no other' {
        $notices = Get-Content (Join-Path (Split-Path (Get-BuiltManifest)) 'THIRD-PARTY-NOTICES.txt') -Encoding UTF8
        $listed = $notices | Where-Object { $_ -cmatch '^([A-Z][\w.]+) {2,}(\d[\w.-]*) {2,}([A-Z][\w.-]+)$' } | ForEach-Object { "$($Matches[1]) $($Matches[2]) $($Matches[3])" }

        $materials.components | ForEach-Object { "$($_.name) $($_.version) $($_.licenses[0].license.id)" } | Sort-Object | Should -BeExactly ($listed | Sort-Object)
        $materials.components | Where-Object { $_.hashes.Count -eq 0 -or -not $_.purl } | Should -BeNullOrEmpty
    }
}

Describe 'The package of the library' {
    BeforeAll {
        $entries = Get-Entry $library
        $metadata = ([xml] (Get-EntryText $library GenesysGuest.Core.nuspec)).package.metadata
    }

    It 'bears another name than the module''s' {
        $metadata.id | Should -BeExactly 'GenesysGuest.Core'
        $metadata.version | Should -BeExactly $version
    }

    It 'has both builds with their documentation' {
        $entries -like 'lib/*' | Sort-Object | Should -BeExactly @(foreach ($framework in 'net8.0', 'netstandard2.0') { foreach ($ending in 'dll', 'xml') { "lib/$framework/GenesysGuest.Core.$ending" } })
    }

    It 'has the symbols of both builds beside it' {
        (Get-Entry $symbols) -like '*.pdb' | Sort-Object | Should -BeExactly 'lib/net8.0/GenesysGuest.Core.pdb', 'lib/netstandard2.0/GenesysGuest.Core.pdb'
    }

    It 'says what it is, under which license, and what changed' {
        $metadata.license.type | Should -BeExactly 'expression'
        $metadata.license.'#text' | Should -BeExactly 'MIT'
        $metadata.description.Length | Should -BeGreaterThan 50
        $metadata.tags -split ' ' | Should -Contain 'genesyscloud'
        ($metadata.releaseNotes -replace '\r') | Should -BeExactly ((Test-ModuleManifest (Get-BuiltManifest)).ReleaseNotes -replace '\r')
    }

    It 'has the guide as its readme, without a link that leads nowhere from there' {
        $readme = Get-EntryText $library $metadata.readme

        $readme | Should -Match '^# The library'
        [regex]::Matches($readme, '\]\((?!https:|#)[^)]*\)') | Should -BeNullOrEmpty
    }

    It 'needs what its builds were made with, and no tool of the build' {
        $groups = $metadata.dependencies.group
        ($groups | Where-Object targetFramework -EQ 'net8.0').dependency.id | Should -BeExactly 'Polly.Core'
        $groups.dependency.id | Where-Object { $_ -match 'Analyzer|PolySharp|PowerShell' } | Should -BeNullOrEmpty
    }

    It 'names no address of a project unless its publisher gives one' {
        $metadata.SelectNodes('*') | ForEach-Object LocalName | Should -Not -Contain 'projectUrl'
        $metadata.repository.url | Should -BeNullOrEmpty
    }

    It 'is all that the program of the guide needs' {
        # Restores the package into a separate folder, because the next build has the same version and different content.
        $folder = (New-Item (Join-Path $TestDrive 'consumer') -ItemType Directory).FullName
        $cache = (& dotnet nuget locals global-packages --list) -replace '^global-packages: '
        Set-Content (Join-Path $folder 'consumer.csproj') -Encoding UTF8 @"
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <UseAppHost>false</UseAppHost>
    <NuGetAudit>false</NuGetAudit>
    <RestoreSources>$($library.DirectoryName)</RestoreSources>
    <RestorePackagesPath>packages</RestorePackagesPath>
    <RestoreFallbackFolders>$cache</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="GenesysGuest.Core" Version="[$version]" />
  </ItemGroup>
</Project>
"@
        $sandbox = Open-Sandbox '--auto-approve', '--any-loopback-port'
        try {
            $guide = (Get-Content -Raw (Join-Path (Get-RepositoryRoot) 'docs/library.md') -Encoding UTF8) -replace '\r'
            $program = [regex]::Match($guide, '(?s)```csharp\n(.*?)\n```').Groups[1].Value.Replace('us-west-2', $sandbox.baseAddress).Replace(':8765', ':0').Replace('SystemBrowser.', 'Browser.')
            Set-Content (Join-Path $folder 'Program.cs') $program -Encoding UTF8
            Set-Content (Join-Path $folder 'Browser.cs') -Encoding UTF8 @'
static class Browser
{
    public static bool TryOpen(Uri address, out string? reason)
    {
        reason = null;
        _ = new HttpClient().GetStringAsync(address); // follows the redirect to the receiver
        return true;
    }
}
'@
            $built = & dotnet build $folder --nologo -p:UseSharedCompilation=false -nodeReuse:false 2>&1 | Out-String
            $LASTEXITCODE | Should -Be 0 -Because $built
            $said = @(& dotnet exec ([System.IO.Path]::Combine($folder, 'bin', 'Debug', 'net10.0', 'consumer.dll')) $sandbox.clientId)
            $LASTEXITCODE | Should -Be 0
            (Get-SandboxGuest $sandbox).email | Sort-Object | Should -BeExactly 'ada@example.com', 'alan@example.com'
            $said -match '^InvalidGuest: ' | Should -HaveCount 1
            $said | Should -HaveCount 3
        }
        finally {
            Close-Sandbox $sandbox
        }
    }
}

Describe 'The module, installed from the package' {
    It 'is accepted by Test-ModuleManifest' {
        $folder = Expand-Package (Join-Path $TestDrive 'accepted')

        $manifest = Test-ModuleManifest (Join-Path $folder 'GenesysGuest.psd1')

        "$($manifest.Version)" | Should -BeExactly $version
        $manifest.ExportedCmdlets.Count | Should -Be 14
    }

    It "is found and saved by PSResourceGet in a folder that is a repository$client" -Skip:(-not $hasClient) {
        $repository = New-Item (Join-Path $TestDrive 'repository') -ItemType Directory
        Copy-Item $nupkg $repository
        $to = New-Item (Join-Path $TestDrive 'saved') -ItemType Directory

        $it = Invoke-InNewProcess (Join-Path $PSScriptRoot 'Repository.Scenario.ps1') $repository.FullName, $to.FullName, $TestDrive | ConvertFrom-Json

        $it.name | Should -BeExactly 'GenesysGuest'
        $it.version | Should -BeExactly $version
        $it.type | Should -BeExactly 'Module'
        $it.cmdlets | Should -HaveCount 14
        $it.notes | Should -BeGreaterThan 100
        Test-ModuleManifest ([System.IO.Path]::Combine($to.FullName, 'GenesysGuest', $version, 'GenesysGuest.psd1')) | Should -Not -BeNullOrEmpty
    }

    It 'imports from a path with spaces and letters beyond ASCII' {
        # A folder called "Mes modules, Zoe (with its diaeresis) and Japanese".
        $path = Join-Path $TestDrive "Mes modules Zo$([char] 0xEB) $([string]::new([char[]] (0x4F50, 0x85E4)))"
        $null = Expand-Package $path

        Assert-Imported $path
    }

    It 'imports from a folder where nothing may be written, and writes nothing there' {
        $path = Join-Path $TestDrive 'read-only'
        $folder = Expand-Package $path
        $before = Get-FolderContent $path
        if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) {
            & chmod -R a-w $path
        }
        else {
            Get-ChildItem $folder -Recurse -File | ForEach-Object { $_.IsReadOnly = $true }
        }

        try {
            Assert-Imported $path
            # For root, no file is read-only.
            Get-FolderContent $path | Should -BeExactly $before
        }
        finally {
            if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) { & chmod -R u+w $path }
            Get-ChildItem $folder -Recurse -File | ForEach-Object { $_.IsReadOnly = $false }
        }
    }

    Context 'side by side with an older version' {
        BeforeAll {
            $path = Join-Path $TestDrive 'both'
            $null = Expand-Package $path
            $older = Join-Path (Expand-Package $path -As 0.0.1) 'GenesysGuest.psd1'
            (Get-Content -Raw $older -Encoding UTF8) -replace "ModuleVersion(\s*)= '[0-9.]+'", "ModuleVersion`$1= '0.0.1'" | Set-Content $older -Encoding UTF8
        }

        It 'is the one that comes, unless asked otherwise' {
            Assert-Imported $path
        }

        It 'or the older one, with -RequiredVersion' {
            Assert-Imported $path -Asked 0.0.1 -Expected 0.0.1
        }

        It 'or the newer one, with -RequiredVersion' {
            Assert-Imported $path -Asked $version
        }
    }
}

Describe 'The module of a project that is published' {
    BeforeAll {
        $project = [System.IO.Path]::Combine((Get-RepositoryRoot), 'src', 'GenesysGuest', 'GenesysGuest.csproj')
        $folder = [System.IO.Path]::Combine($TestDrive, 'published', 'GenesysGuest')
        & dotnet msbuild $project -t:LayOutModule "-p:ModuleFolder=$folder/" '-p:ProjectUri=https://example.com/guests?a=1&b=2' '-p:LicenseUri=https://example.com/LICENSE' > $null
        $edition = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
        Copy-Item (Join-Path (Split-Path (Get-BuiltManifest)) $edition) $folder -Recurse
        $manifest = Join-Path $folder 'GenesysGuest.psd1'
    }

    It 'has the addresses in its manifest' {
        $it = Test-ModuleManifest $manifest

        $it.ProjectUri.OriginalString | Should -BeExactly 'https://example.com/guests?a=1&b=2'
        $it.LicenseUri.OriginalString | Should -BeExactly 'https://example.com/LICENSE'
        $it.ReleaseNotes.Length | Should -BeGreaterThan 100
    }

    It "opens the project with Get-Help -Online$reason" -Skip:($reason -ne '') {
        $browser = New-Item (Join-Path $TestDrive 'bin') -ItemType Directory
        $opened = Join-Path $TestDrive 'opened'
        Set-Content (Join-Path $browser 'xdg-open') "#!/bin/sh`nprintf %s `"`$1`" > '$opened.part' && mv '$opened.part' '$opened'"
        & chmod +x (Join-Path $browser 'xdg-open')
        $script = Join-Path $TestDrive 'Online.ps1'
        Set-Content $script 'param($Manifest, $Browser) $env:PATH = "${Browser}:$env:PATH"; Import-Module $Manifest; foreach ($cmdlet in (Get-Command -Module GenesysGuest).Name) { (Get-Help $cmdlet).relatedLinks.navigationLink[0].uri }; Get-Help New-GenesysGuest -Online'

        $links = @((Invoke-InNewProcess $script $manifest, $browser.FullName) -split '\r?\n' -ne '')

        $links.Count | Should -Be 14
        $links | Select-Object -Unique | Should -BeExactly 'https://example.com/guests?a=1&b=2'
        for ($tries = 0; $tries -lt 100 -and -not (Test-Path $opened); $tries++) {
            Start-Sleep -Milliseconds 100 # another process writes it
        }
        Get-Content -Raw $opened | Should -BeExactly 'https://example.com/guests?a=1&b=2'
    }
}
