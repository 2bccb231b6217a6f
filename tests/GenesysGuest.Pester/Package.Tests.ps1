BeforeDiscovery {
    $reason = if ($PSVersionTable.PSEdition -eq 'Core' -and $IsLinux) { '' } else { ' (skipped: the browser is found by the name xdg-open only on Linux)' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
    $packages = & (Join-Path (Get-RepositoryRoot) 'build.ps1') Pack -NoBuild
    $nupkg = $packages | Where-Object Extension -EQ '.nupkg'
    $zip = $packages | Where-Object Extension -EQ '.zip'
    $version = Split-Path (Split-Path (Get-BuiltManifest)) -Leaf
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem

    # Installs as the gallery's clients do: the files of the package, without what makes it a package.
    function Expand-Package([string] $ModulePath, [string] $As = $version) {
        $folder = [System.IO.Path]::Combine($ModulePath, 'GenesysGuest', $As)
        $null = New-Item $folder -ItemType Directory
        [System.IO.Compression.ZipFile]::ExtractToDirectory($nupkg.FullName, $folder)
        Get-Item -LiteralPath (Join-Path $folder '_rels'), (Join-Path $folder '[Content_Types].xml'), (Join-Path $folder 'GenesysGuest.nuspec') | Remove-Item -Recurse -Force
        $folder
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
        $archive = [System.IO.Compression.ZipFile]::OpenRead($nupkg.FullName)
        $entries = $archive.Entries.FullName
        $reader = [System.IO.StreamReader]::new($archive.GetEntry('GenesysGuest.nuspec').Open())
        $metadata = ([xml] $reader.ReadToEnd()).package.metadata
        $reader.Dispose()
        $archive.Dispose()
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
        $archive = [System.IO.Compression.ZipFile]::OpenRead($nupkg.FullName)
        $reader = [System.IO.StreamReader]::new($archive.GetEntry('[Content_Types].xml').Open())
        [xml] $types = $reader.ReadToEnd()
        $reader.Dispose()
        $archive.Dispose()

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
        $archive = [System.IO.Compression.ZipFile]::OpenRead($zip.FullName)
        $inZip = $archive.Entries.FullName
        $archive.Dispose()

        $inZip | Where-Object { $_ -notlike "GenesysGuest/$version/*" } | Should -BeNullOrEmpty
        $inZip.Count | Should -Be ($entries.Count - 3)
    }
}

Describe 'The module, installed from the package' {
    It 'is accepted by Test-ModuleManifest' {
        $folder = Expand-Package (Join-Path $TestDrive 'accepted')

        $manifest = Test-ModuleManifest (Join-Path $folder 'GenesysGuest.psd1')

        "$($manifest.Version)" | Should -BeExactly $version
        $manifest.ExportedCmdlets.Count | Should -Be 14
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
            # To root nothing is read-only.
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
