namespace GenesysGuest;

/// <summary>What kind of step a remedy asks for, so that a user interface can say how it is done there.</summary>
public enum NextStep
{
    /// <summary>The remedy says all there is to say.</summary>
    None,

    /// <summary>Sign in, or sign in again.</summary>
    SignIn,

    /// <summary>Make a new authorization request.</summary>
    RequestAuthorization,

    /// <summary>Sign in in two steps: open the address of a request in any browser, and bring back the address where it ended.</summary>
    SignInInTwoSteps,

    /// <summary>Ask for other scopes.</summary>
    ChooseScopes,

    /// <summary>Name the organization's domain.</summary>
    NameEnvironment,

    /// <summary>Name the issuer that callbacks must name.</summary>
    NameIssuer,

    /// <summary>Replace the address at which guests are created.</summary>
    ReplaceGuestsAddress,

    /// <summary>Check the proxy settings.</summary>
    CheckProxy,

    /// <summary>Sign in with the proxy's credential.</summary>
    GiveProxyCredential,

    /// <summary>Run the rows that failed again.</summary>
    RunAgain,

    /// <summary>Look at the rows whose outcome is unknown, then have them sent again.</summary>
    RetryUnknown,

    /// <summary>Read the file with its own encoding.</summary>
    ReadWithEncoding,

    /// <summary>Read the file with its own delimiter: the argument.</summary>
    ReadWithDelimiter,

    /// <summary>Say which column holds the name; the argument: the likeliest.</summary>
    ChooseNameColumn,

    /// <summary>Use the other layout of hosts: the argument.</summary>
    ChooseLayout,

    /// <summary>Sign in without making sure beforehand that the addresses are there.</summary>
    SkipEnvironmentCheck,

    /// <summary>Replace the address at which tokens are issued.</summary>
    ReplaceTokenAddress,

    /// <summary>Say which column holds the email address; the argument: the likeliest.</summary>
    ChooseEmailColumn,

    /// <summary>Read the file without its first line, with the delimiter that the argument is.</summary>
    ReadAfterFirstLine,

    /// <summary>Say which column holds the external id; the argument: the likeliest.</summary>
    ChooseExternalIdColumn,

    /// <summary>Name the external source that the ids are from.</summary>
    NameExternalSource,

    /// <summary>Name the schema that has the custom fields.</summary>
    NameSchema,
}
