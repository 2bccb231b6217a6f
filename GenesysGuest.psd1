@{
    # Selects net8.0/GenesysGuest.dll or netstandard2.0/GenesysGuest.dll. This file has no conditions, because Import-PowerShellDataFile can't read them.
    RootModule             = 'GenesysGuest.psm1'
    ModuleVersion          = '1.0.0'
    GUID                   = 'a4fc37a2-594d-4abb-882b-4cfe91e99fb7'
    Author                 = 'GenesysGuest contributors'
    CompanyName            = 'GenesysGuest contributors'
    Copyright              = 'Copyright (c) GenesysGuest contributors. MIT license.'
    Description            = 'Signs in to Genesys Cloud with OAuth 2.0 authorization code and PKCE, and creates identities for known chat visitors (Web Messaging guests or External Contacts): one on the command line, thousands from a CSV file, or a few each night from a runbook. Not affiliated with Genesys.'
    # In PowerShell 7, the root module requires version 7.4 or later.
    PowerShellVersion      = '5.1'
    # For Windows PowerShell. Older versions can't load a .NET Standard 2.0 library without additional assemblies.
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('GenesysGuest.Format.ps1xml')
    TypesToProcess         = @('GenesysGuest.Types.ps1xml')
    CmdletsToExport        = @(
        'Connect-GenesysGuest'
        'Disconnect-GenesysGuest'
        'Get-GenesysAccessToken'
        'Get-GenesysAuthorizationUrl'
        'Get-GenesysConnection'
        'Get-GenesysContact'
        'Invoke-GenesysContactImport'
        'Invoke-GenesysGuestImport'
        'New-GenesysEnvironment'
        'New-GenesysGuest'
        'New-GenesysPkce'
        'Remove-GenesysContact'
        'Set-GenesysContact'
        'Test-GenesysEnvironment'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Genesys', 'GenesysCloud', 'PureCloud', 'WebMessaging', 'ExternalContacts', 'Guest', 'OAuth', 'PKCE', 'ContactCenter', 'Windows', 'Linux', 'MacOS', 'PSEdition_Core', 'PSEdition_Desktop')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
