BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $scripts = @(
        Get-Item (Join-Path $root 'build.ps1')
        Get-ChildItem (Join-Path $root 'samples'), (Join-Path $root '.ci') -Filter *.ps1 -Recurse
        Get-ChildItem (Join-Path $root 'out/GenesysGuest') -Include *.psd1, *.psm1 -Recurse
        Get-ChildItem (Join-Path $root 'docs') -Filter *.ps1
        Get-ChildItem $PSScriptRoot -File
    ) | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
}

Describe 'PSScriptAnalyzer' {
    It 'finds nothing in <Name>' -ForEach $scripts {
        Skip-WithoutAnalyzer
        Invoke-ScriptAnalyzer $Path -Settings (Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1') |
            ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } |
            Should -BeNullOrEmpty
    }
}

Describe 'The scripts' {
    It 'are ASCII, so that Windows PowerShell reads them as PowerShell 7 does' -ForEach @{ Scripts = $scripts } {
        $Scripts.Path | Where-Object { (Get-Content -Raw $_ -Encoding UTF8) -match '[^\x00-\x7F]' } | Should -BeNullOrEmpty
    }
}

Describe 'Who starts a PowerShell' {
    It 'finds it in one place: Get-PowerShellCommand' -ForEach @{ Scripts = $scripts } {
        $Scripts.Path |
            Where-Object { [System.IO.Path]::GetFileName($_) -notin 'Sandbox.psm1', 'Style.Tests.ps1' } |
            Where-Object { (Get-Content -Raw $_ -Encoding UTF8) -match 'MainModule|ProcessPath|PSHOME|Start-Process|& ''?(pwsh|powershell)\b' } |
            Should -BeNullOrEmpty
    }
}
