BeforeDiscovery {
    $isDesktop = $PSVersionTable.PSEdition -eq 'Desktop'
    $reason = if ($isDesktop) { ' (PowerShell 7 only)' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Sandbox.psm1') -Force
}

Describe "The transcript of the first five minutes$reason" -Skip:$isDesktop {
    It 'is what its commands say when they run again' {
        $script = [System.IO.Path]::Combine((Get-RepositoryRoot), 'docs', 'Update-FirstFiveMinutes.ps1')

        # If this fails, check the differences. If they are intended, run the script without -Check.
        "$(Invoke-InNewProcess $script '-Check')".Trim() | Should -BeExactly ''
    }

    It 'shows no token' {
        Get-Content -Raw -Encoding utf8 ([System.IO.Path]::Combine((Get-RepositoryRoot), 'docs', 'first-five-minutes.md')) | Should -Not -Match 'eyJ|[A-Za-z0-9_-]{40,}'
    }
}
