namespace GenesysGuest;

/// <summary>The kind of step that a remedy asks for, so that a user interface can show the command or control for it.</summary>
public enum NextStep
{
    /// <summary>No step. The remedy is complete.</summary>
    None,

    /// <summary>Sign in, or sign in again.</summary>
    SignIn,

    /// <summary>Create a new authorization request.</summary>
    RequestAuthorization,

    /// <summary>Sign in in two steps: open the address of an authorization request in any browser, and then copy back the final address.</summary>
    SignInInTwoSteps,

    /// <summary>Request other scopes.</summary>
    ChooseScopes,

    /// <summary>Specify the domain of the organization.</summary>
    NameEnvironment,

    /// <summary>Specify the issuer that callbacks must contain.</summary>
    NameIssuer,

    /// <summary>Replace the address where guests are created.</summary>
    ReplaceGuestsAddress,

    /// <summary>Check the proxy settings.</summary>
    CheckProxy,

    /// <summary>Sign in with the proxy's credential.</summary>
    GiveProxyCredential,

    /// <summary>Run the failed rows again.</summary>
    RunAgain,

    /// <summary>Review the rows whose outcome is unknown, and then send them again.</summary>
    RetryUnknown,

    /// <summary>Read the file with the correct encoding.</summary>
    ReadWithEncoding,

    /// <summary>Read the file with the correct delimiter, which is the argument.</summary>
    ReadWithDelimiter,

    /// <summary>Specify the column that contains the name. The argument is the most likely one.</summary>
    ChooseNameColumn,

    /// <summary>Use the other host layout, which is the argument.</summary>
    ChooseLayout,

    /// <summary>Sign in without first checking the addresses.</summary>
    SkipEnvironmentCheck,

    /// <summary>Replace the address where tokens are issued.</summary>
    ReplaceTokenAddress,

    /// <summary>Specify the column that contains the email address. The argument is the most likely one.</summary>
    ChooseEmailColumn,

    /// <summary>Read the file without its first line. The argument is the delimiter.</summary>
    ReadAfterFirstLine,

    /// <summary>Specify the column that contains the external id. The argument is the most likely one.</summary>
    ChooseExternalIdColumn,

    /// <summary>Specify the external source of the ids.</summary>
    NameExternalSource,

    /// <summary>Specify the schema of the custom fields.</summary>
    NameSchema,

    /// <summary>Read the rows in the file or text.</summary>
    ReadRows,
}
