<#
.SYNOPSIS
    Loads other assemblies named Polly.Core and System.Text.Json, as another module might, and then does the main job.
#>
param(
    [string] $Manifest,
    [string] $BaseAddress,
    [string] $ClientId,
    [string] $ClientSecret,
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
# Uses the compiler in PowerShell, because Add-Type chooses the name of the assembly.
Add-Type -AssemblyName Microsoft.CodeAnalysis, Microsoft.CodeAnalysis.CSharp

function Save-Decoy([string] $Path, [string] $Version) {
    $name = [System.IO.Path]::GetFileNameWithoutExtension($Path)
    $tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText("[assembly: System.Reflection.AssemblyVersion(`"$Version`")] namespace $name { public static class Decoy { } }")
    $runtime = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
    $library = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary)
    $stream = [System.IO.File]::Create($Path)
    $result = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
        $name, [Microsoft.CodeAnalysis.SyntaxTree[]] $tree, [Microsoft.CodeAnalysis.MetadataReference[]] $runtime, $library).Emit($stream)
    $stream.Dispose()
    if (-not $result.Success) { throw "$($result.Diagnostics)" }
    $Path
}

$polly = Save-Decoy (Join-Path $Folder Polly.Core.dll) 1.2.3.4
"decoy: $([System.Reflection.Assembly]::LoadFrom($polly).FullName)"

# The host has already loaded System.Text.Json and accepts no other in the default context. A module that ships one uses a separate context.
$json = Save-Decoy (Join-Path $Folder System.Text.Json.dll) 99.0.0.0
$context = [System.Runtime.Loader.AssemblyLoadContext]::new('Decoy')
"decoy: $($context.LoadFromAssemblyPath($json).FullName)"

Import-Module $Manifest
$secret = [System.Net.NetworkCredential]::new('', $ClientSecret).SecurePassword
$null = Connect-GenesysGuest $BaseAddress -Credential ([pscredential]::new($ClientId, $secret))
"created: $((New-GenesysGuest 'Ada Lovelace' ada@example.com).Name)"
