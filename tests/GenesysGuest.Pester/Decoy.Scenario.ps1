<#
.SYNOPSIS
    Loads assemblies that call themselves Polly.Core and System.Text.Json, as another module might, and then does this module's main job.
#>
param(
    [string] $Manifest,
    [string] $BaseAddress,
    [string] $ClientId,
    [string] $ClientSecret,
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
# The compiler that comes with PowerShell: Add-Type would give the assembly a name of its own.
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

# The host has one already and lets no other into the default context; a module that brings one has it in a context of its own.
$json = Save-Decoy (Join-Path $Folder System.Text.Json.dll) 99.0.0.0
$context = [System.Runtime.Loader.AssemblyLoadContext]::new('Decoy')
"decoy: $($context.LoadFromAssemblyPath($json).FullName)"

Import-Module $Manifest
$secret = [System.Net.NetworkCredential]::new('', $ClientSecret).SecurePassword
$null = Connect-GenesysGuest $BaseAddress -Credential ([pscredential]::new($ClientId, $secret))
"created: $((New-GenesysGuest 'Ada Lovelace' ada@example.com).Name)"
