BeforeDiscovery {
    $isAnalyzerMissing = -not (Get-Module PSScriptAnalyzer -ListAvailable)
    $reason = if ($isAnalyzerMissing) { ' (skipped: the module PSScriptAnalyzer is not installed)' }
    $root = Split-Path (Split-Path $PSScriptRoot)
    $scripts = @(
        Get-Item (Join-Path $root 'build.ps1'), (Join-Path $root 'samples/Demo.ps1')
        Get-ChildItem (Join-Path $root 'out/GenesysGuest') -Filter *.psd1 -Recurse
        Get-ChildItem (Join-Path $root 'docs') -Filter *.ps1
        Get-ChildItem $PSScriptRoot -File
    ) | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

Describe "PSScriptAnalyzer$reason" -Skip:$isAnalyzerMissing {
    It 'finds nothing in <Name>' -ForEach $scripts {
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
