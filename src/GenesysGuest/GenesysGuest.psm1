# The manifest has no conditions, so that Import-PowerShellDataFile and others that read it without running it can. Which build fits is decided here.
if ($PSEdition -eq 'Core') {
    # An older PowerShell would complain about an assembly of .NET instead of itself.
    if ($PSVersionTable.PSVersion -lt [version] '7.4') {
        throw "GenesysGuest needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
    }

    Import-Module "$PSScriptRoot/net8.0/GenesysGuest.dll" -ErrorAction Stop
}
else {
    Import-Module "$PSScriptRoot/netstandard2.0/GenesysGuest.dll" -ErrorAction Stop
}
