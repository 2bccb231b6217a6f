<#
.SYNOPSIS
    Builds, tests, demonstrates, packs, or cleans GenesysGuest.

.DESCRIPTION
    Build   Runs dotnet build: all projects, and an importable module under out/GenesysGuest/<version>/. This is the default.
    Test    Runs dotnet test: the xunit tests, and the Pester suite in the PowerShell that the build restores and in every other PowerShell on PATH.
    Demo    Runs samples/Quickstart in a separate PowerShell: starts the sandbox, signs in, and pipes guests.csv to New-GenesysGuest.
    Pack    Rebuilds, and then runs PackModule, PackLibrary, and Bom.
    PackModule    Creates out/GenesysGuest.<version>.nupkg in the layout of the PowerShell Gallery, and a .zip with the same files. Extract the .zip
                  into a folder of $env:PSModulePath.
    PackLibrary   Creates out/GenesysGuest.Core.<version>.nupkg and .snupkg: the library for C# programs, and its symbols.
    Bom           Creates out/GenesysGuest.<version>.cdx.json: a CycloneDX list of the packages whose assemblies are in the module.
    Notices       Rewrites THIRD-PARTY-NOTICES.txt from the same list and the licenses in those packages.
    Clean   Removes out and every bin and obj.

    If no PowerShell is on PATH, 'dotnet tool restore' installs the one that the project uses. Then run 'dotnet pwsh ./build.ps1 Pack'.
    'dotnet build' and 'dotnet test' do the same as the first two tasks.

.PARAMETER Task
    Specifies the tasks to run, in this order.

.PARAMETER Configuration
    Specifies the configuration: Release or Debug.

.PARAMETER NoBuild
    Packs the last build without building again.

.PARAMETER ProjectUri
    Specifies the address of the published project, for the manifest, the packages, and Get-Help -Online. By default, the packages contain no address.

.PARAMETER LicenseUri
    Specifies the address of the license, for the manifest. By default, the manifest contains no address. The package always names the license.

.EXAMPLE
    ./build.ps1

    Builds all projects in Release.

.EXAMPLE
    ./build.ps1 Demo

    Shows the main job: sign in, pipe in a CSV file, and get guests. The exit code is 1 if any row fails except the one that is invalid on purpose.

.EXAMPLE
    ./build.ps1 Clean, Test, Pack

    Creates a release. If the project is published, add -ProjectUri and -LicenseUri.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Pack', 'PackModule', 'PackLibrary', 'Bom', 'Notices', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [switch] $NoBuild,

    [ValidatePattern('^https://[^\s''"$;]+$')]
    [string] $ProjectUri,

    [ValidatePattern('^https://[^\s''"$;]+$')]
    [string] $LicenseUri
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$solution = Join-Path $PSScriptRoot 'GenesysGuest.sln'
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'GenesysGuest'
$options = '--configuration', $Configuration
$addresses = "-p:ProjectUri=$ProjectUri", "-p:LicenseUri=$LicenseUri"

function Assert-Success([string] $What) {
    if ($LASTEXITCODE -ne 0) {
        throw "$What ended with exit code $LASTEXITCODE."
    }
}

# Shows the output of a tool without adding it to the files that a task returns.
filter Show-Line {
    Write-Information $_ -InformationAction Continue
}

function Invoke-Build {
    & dotnet build $solution @options @addresses
    Assert-Success 'dotnet build'
}

function Invoke-Test {
    & dotnet test $solution @options
    Assert-Success 'dotnet test'
}

function Invoke-Demo {
    # In a separate process, because a later build cannot replace assemblies that this session has loaded.
    & dotnet run --project ([System.IO.Path]::Combine($PSScriptRoot, 'samples', 'Quickstart')) @options
    Assert-Success 'The demo'
}

# Compress-Archive cannot add entries that are not files, and in Windows PowerShell it writes paths that only Windows understands.
function Save-Archive([string] $Path, [string] $Folder, [string] $Under = '', [System.Collections.IDictionary] $Text = @{}) {
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    if (Test-Path $Path) {
        Remove-Item $Path
    }

    $archive = [System.IO.Compression.ZipFile]::Open($Path, 'Create')
    try {
        foreach ($name in $Text.Keys) {
            $writer = [System.IO.StreamWriter]::new($archive.CreateEntry($name).Open())
            $writer.Write($Text[$name])
            $writer.Dispose()
        }

        foreach ($file in Get-ChildItem $Folder -File -Recurse | Sort-Object FullName) {
            $entry = $Under + $file.FullName.Substring($Folder.Length + 1).Replace('\', '/')
            $null = [System.IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $file.FullName, $entry)
        }
    }
    finally {
        $archive.Dispose()
    }

    Get-Item $Path
}

# Creates the parts of a package: the metadata from the manifest, and the two parts that the packaging conventions require.
function Get-PackageText([System.Management.Automation.PSModuleInfo] $Manifest) {
    $cmdlets = $Manifest.ExportedCmdlets.Keys | Sort-Object
    $tags = @($Manifest.PrivateData.PSData.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' + @($cmdlets | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $escape = { [System.Security.SecurityElement]::Escape("$args") }
    [ordered] @{
        '[Content_Types].xml' = @'
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
  <Default Extension="nuspec" ContentType="application/octet" />
  <Default Extension="psd1" ContentType="application/octet" />
  <Default Extension="psm1" ContentType="application/octet" />
  <Default Extension="ps1xml" ContentType="application/octet" />
  <Default Extension="dll" ContentType="application/octet" />
  <Default Extension="pdb" ContentType="application/octet" />
  <Default Extension="xml" ContentType="application/octet" />
  <Default Extension="txt" ContentType="application/octet" />
  <Default Extension="md" ContentType="application/octet" />
  <Default Extension="png" ContentType="application/octet" />
  <Default Extension="svg" ContentType="application/octet" />
  <Override PartName="/LICENSE" ContentType="application/octet" />
</Types>
'@
        '_rels/.rels'         = @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/$($Manifest.Name).nuspec" Id="R0" />
</Relationships>
"@
        "$($Manifest.Name).nuspec" = @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$(& $escape $Manifest.Name)</id>
    <version>$($Manifest.Version)</version>
    <authors>$(& $escape $Manifest.Author)</authors>
    <owners>$(& $escape $Manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <license type="expression">MIT</license>
    <description>$(& $escape $Manifest.Description)</description>
    <releaseNotes>$(& $escape $Manifest.ReleaseNotes)</releaseNotes>
    <copyright>$(& $escape $Manifest.Copyright)</copyright>$(if ($Manifest.ProjectUri) { "`n    <projectUrl>$(& $escape $Manifest.ProjectUri.OriginalString)</projectUrl>" })
    <tags>$(& $escape ($tags -join ' '))</tags>
  </metadata>
</package>
"@
    }
}

function Get-ModuleManifest {
    Get-ChildItem $module -Filter *.psd1 -Recurse -Depth 1 | ForEach-Object { Test-ModuleManifest $_.FullName } | Sort-Object Version | Select-Object -Last 1
}

function Invoke-Pack {
    if (-not $NoBuild) {
        # Otherwise, the package would contain files from earlier builds.
        if (Test-Path $module) {
            Remove-Item $module -Recurse -Force
        }

        Invoke-Build | Show-Line
    }

    Invoke-PackModule
    Invoke-PackLibrary
    Invoke-Bom
}

function Invoke-PackModule {
    $manifest = Get-ModuleManifest
    $package = Join-Path $out "$($manifest.Name).$($manifest.Version)"
    Save-Archive -Path "$package.nupkg" -Folder $manifest.ModuleBase -Text (Get-PackageText $manifest)
    Save-Archive -Path "$package.zip" -Folder $manifest.ModuleBase -Under "$($manifest.Name)/$($manifest.Version)/"
}

function Invoke-PackLibrary {
    & dotnet pack ([System.IO.Path]::Combine($PSScriptRoot, 'src', 'GenesysGuest.Core')) --no-build --output $out @options @addresses | Show-Line
    Assert-Success 'dotnet pack'
    Get-ChildItem $out -Filter "GenesysGuest.Core.$((Get-ModuleManifest).Version).*nupkg"
}

function Invoke-Bom {
    & dotnet msbuild ([System.IO.Path]::Combine($PSScriptRoot, 'src', 'GenesysGuest')) -target:WriteBom "-p:BomFolder=$out" | Show-Line
    Assert-Success 'CycloneDX'
    Get-ChildItem $out -Filter "GenesysGuest.$((Get-ModuleManifest).Version).cdx.json"
}

function Invoke-Notices {
    $packages = (& dotnet nuget locals global-packages --list) -replace '^global-packages: '
    Assert-Success 'dotnet nuget locals'
    $components = (Get-Content -Raw (Invoke-Bom).FullName -Encoding UTF8 | ConvertFrom-Json).components | Sort-Object name

    # Lists each text once, with its packages. A .NET package without its own text shares the text of the others.
    $texts = [ordered] @{}
    foreach ($component in $components) {
        $license = $component.licenses[0].license.id
        $files = @(Get-ChildItem ([System.IO.Path]::Combine($packages, $component.name.ToLowerInvariant(), $component.version)) -File | Where-Object Name -Match '^(LICENSE|THIRD-PARTY-NOTICES)(\.|$)')
        foreach ($file in $files) {
            $text = (Get-Content -Raw $file.FullName -Encoding UTF8).Replace("`r", '').Trim()
            $heading = if ($file.Name -like 'LICENSE*') { $license } else { 'Notices in' }
            $texts[$text] = @($texts[$text]) + [pscustomobject] @{ Heading = $heading; Package = $component } | Where-Object { $_ }
        }
    }

    $rule = '-' * 80
    $lines = @(
        'Third-party notices'
        ''
        'The folders net8.0/lib and netstandard2.0/lib of the module contain unmodified assemblies'
        'from these packages. They are not part of GenesysGuest and have their own licenses.'
        'The texts of the licenses follow, and then the notices in the packages.'
        ''
        $components | ForEach-Object { '{0,-40} {1,-10} {2}' -f $_.name, $_.version, $_.licenses[0].license.id }
        foreach ($text in $texts.Keys | Sort-Object { $texts[$_][0].Heading -eq 'Notices in' }, { $texts[$_][0].Package.name }) {
            ''
            $rule
            $heading = $texts[$text][0].Heading
            $names = if ($heading -eq 'MIT') { 'all packages above with this license' } else { ($texts[$text].Package | ForEach-Object { "$($_.name) $($_.version)" }) -join ', ' }
            "${heading}: $names"
            $rule
            ''
            $text
        }
    )
    [System.IO.File]::WriteAllText((Join-Path $PSScriptRoot 'THIRD-PARTY-NOTICES.txt'), (($lines -join "`n") + "`n"), [System.Text.UTF8Encoding]::new($false))
    Get-Item (Join-Path $PSScriptRoot 'THIRD-PARTY-NOTICES.txt')
}

function Invoke-Clean {
    @($out) + @(
        'src', 'tests', 'samples' |
            ForEach-Object { Get-ChildItem (Join-Path $PSScriptRoot $_) -Directory -Recurse -Depth 1 } |
            Where-Object { $_.Name -in 'bin', 'obj' } |
            ForEach-Object { $_.FullName }
    ) | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
