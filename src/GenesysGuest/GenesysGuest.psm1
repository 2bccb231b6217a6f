# Selects the build for this edition. The manifest must have no conditions, because Import-PowerShellDataFile can't read them.
if ($PSEdition -eq 'Core') {
    # Without this check, the error in an older PowerShell would name a .NET assembly.
    if ($PSVersionTable.PSVersion -lt [version] '7.4') {
        throw "GenesysGuest requires PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
    }

    Import-Module "$PSScriptRoot/net8.0/GenesysGuest.dll" -ErrorAction Stop
}
else {
    Import-Module "$PSScriptRoot/netstandard2.0/GenesysGuest.dll" -ErrorAction Stop
}
