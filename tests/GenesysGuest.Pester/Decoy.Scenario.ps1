<#
.SYNOPSIS
    Loads an assembly that calls itself Polly.Core into the default load context, as another module might, and then does this module's main job.
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
$tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText('[assembly: System.Reflection.AssemblyVersion("1.2.3.4")] namespace Polly { public static class Decoy { } }')
$runtime = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
$library = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary)
$decoy = Join-Path $Folder 'Polly.Core.dll'
$stream = [System.IO.File]::Create($decoy)
$result = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
    'Polly.Core', [Microsoft.CodeAnalysis.SyntaxTree[]] $tree, [Microsoft.CodeAnalysis.MetadataReference[]] $runtime, $library).Emit($stream)
$stream.Dispose()
if (-not $result.Success) { throw "$($result.Diagnostics)" }
"decoy: $([System.Reflection.Assembly]::LoadFrom($decoy).FullName)"

Import-Module $Manifest
$secret = [System.Net.NetworkCredential]::new('', $ClientSecret).SecurePassword
$null = Connect-GenesysGuest $BaseAddress -Credential ([pscredential]::new($ClientId, $secret))
"created: $((New-GenesysGuest 'Ada Lovelace' ada@example.com).Name)"
