<#
.SYNOPSIS
    Builds, tests, demonstrates, packs, or cleans GenesysGuest.

.DESCRIPTION
    Build   Runs dotnet build: all projects, and an importable module under out/GenesysGuest/<version>/. This is the default.
    Test    Runs dotnet test: the xunit tests, and the Pester suite in the PowerShell that the build restores and in every other PowerShell on PATH.
    Demo    Runs samples/Quickstart: starts the sandbox, signs in, and pipes guests.csv to New-GenesysGuest, in a separate PowerShell.
    Pack    Rebuilds the module and creates out/GenesysGuest.<version>.nupkg in the layout of the PowerShell Gallery, and a .zip with the same files.
            Extract the .zip into a folder of $env:PSModulePath.
    Clean   Removes out and every bin and obj.

    If no PowerShell is on PATH, 'dotnet tool restore' installs the one that the project uses. Then run 'dotnet pwsh ./build.ps1 Pack'.
    'dotnet build' and 'dotnet test' do the same as the first two tasks.

.PARAMETER Task
    Specifies the tasks to run, in this order.

.PARAMETER Configuration
    Specifies the configuration: Debug or Release.

.PARAMETER NoBuild
    Packs the module as it was last built.

.PARAMETER ProjectUri
    Specifies the address of the published project, for the manifest, the package, and Get-Help -Online. By default, there is none.

.PARAMETER LicenseUri
    Specifies the address of the license, for the manifest. By default, there is none. The package always names the license.

.EXAMPLE
    ./build.ps1

    Builds all projects in Debug.

.EXAMPLE
    ./build.ps1 Demo

    Shows the main job: sign in, pipe in a CSV file, and get guests. The exit code is 1 if anything except the one wrong row fails.

.EXAMPLE
    ./build.ps1 Clean, Test, Pack -Configuration Release

    Creates a release. If the project is published, add -ProjectUri and -LicenseUri.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Pack', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

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
$isBuilt = $NoBuild.IsPresent

function Assert-Success([string] $What) {
    if ($LASTEXITCODE -ne 0) {
        throw "$What ended with exit code $LASTEXITCODE."
    }
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
  <Default Extension="ps1xml" ContentType="application/octet" />
  <Default Extension="dll" ContentType="application/octet" />
  <Default Extension="pdb" ContentType="application/octet" />
  <Default Extension="xml" ContentType="application/octet" />
  <Default Extension="txt" ContentType="application/octet" />
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

function Invoke-Pack {
    if (-not $isBuilt) {
        # The package must not contain files of an earlier build.
        if (Test-Path $module) {
            Remove-Item $module -Recurse -Force
        }

        Invoke-Build
    }

    $manifest = Get-ChildItem $module -Filter *.psd1 -Recurse -Depth 1 | ForEach-Object { Test-ModuleManifest $_.FullName } | Sort-Object Version | Select-Object -Last 1
    $package = Join-Path $out "$($manifest.Name).$($manifest.Version)"
    Save-Archive -Path "$package.nupkg" -Folder $manifest.ModuleBase -Text (Get-PackageText $manifest)
    Save-Archive -Path "$package.zip" -Folder $manifest.ModuleBase -Under "$($manifest.Name)/$($manifest.Version)/"
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
