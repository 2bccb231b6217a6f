using System.Net;
using System.Text;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>What a refused request means, by its status: the same table for all targets.</summary>
public sealed class RefusedRequestTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly RefusedRequest Things = new(
        "things endpoint", "thing", "make things", "No thing was made.", ErrorId.GuestUnauthorized, ErrorId.GuestForbidden, ErrorId.GuestRejected, "a permission", "a scope", address => $"{address}");

    [Theory]
    [InlineData(199, ErrorId.GuestRejected, false, "The things endpoint refused the thing (199).")]
    [InlineData(300, ErrorId.GuestRejected, true, "The things endpoint returned a redirect")]
    [InlineData(399, ErrorId.GuestRejected, true, "The things endpoint returned a redirect")]
    [InlineData(400, ErrorId.GuestRejected, false, "The things endpoint refused the thing (400).")]
    [InlineData(401, ErrorId.GuestUnauthorized, true, "The things endpoint refused the access token")]
    [InlineData(403, ErrorId.GuestForbidden, true, "The access token does not have permission to make things")]
    [InlineData(404, ErrorId.GuestRejected, true, "The things endpoint was not found")]
    [InlineData(407, ErrorId.ServiceUnavailable, true, "The things endpoint could not be reached")]
    [InlineData(408, ErrorId.RateLimited, false, "The rate limit still applied")]
    [InlineData(409, ErrorId.GuestRejected, false, "The things endpoint refused the thing (409).")]
    [InlineData(429, ErrorId.RateLimited, false, "The rate limit still applied")]
    [InlineData(499, ErrorId.GuestRejected, false, "The things endpoint refused the thing (499).")]
    [InlineData(500, ErrorId.ServiceUnavailable, false, "The things endpoint failed (500). No thing was made.")]
    public void A_status_has_its_error_and_some_are_the_same_for_all_rows(int status, ErrorId errorId, bool isSameForAll, string message)
    {
        ProvisioningException error = Read(Things, status);

        Assert.Equal((errorId, isSameForAll, 7L, (HttpStatusCode)status), (error.ErrorId, error.IsSameForAll, error.RowNumber, error.StatusCode));
        Assert.StartsWith($"Row 7: {message}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5, "Try again after 2030-01-02 12:00:01Z, in 2 seconds. Run the failed rows again later.")]
    [InlineData(119.0, "Try again after 2030-01-02 12:01:59Z, in 119 seconds. Run the failed rows again later.")]
    [InlineData(120.0, "Try again after 2030-01-02 12:02:00Z, in 2 minutes. Run the failed rows again later.")]
    [InlineData(7199.0, "Try again after 2030-01-02 13:59:59Z, in 120 minutes. Run the failed rows again later.")]
    [InlineData(7200.0, "Try again after 2030-01-02 14:00:00Z, in 2 hours. Run the failed rows again later.")]
    [InlineData(null, "Run the failed rows again later.")]
    public void A_wait_is_given_in_the_unit_that_people_would_use(double? seconds, string remedy) => Assert.Equal(remedy, Read(Things, 429, seconds).Remedy);

    [Theory]
    [InlineData(400, true, "Correct the row as the message indicates, and then run it again.", NextStep.None)]
    [InlineData(400, false, "Correct the request as the message indicates.", NextStep.None)]
    [InlineData(503, true, "Run the failed rows again later.", NextStep.RunAgain)]
    [InlineData(503, false, "Try again later.", NextStep.None)]
    public void Only_rows_can_be_run_again(int status, bool isForRows, string remedy, NextStep step)
    {
        ProvisioningException error = Read(Things with { IsForRows = isForRows }, status);

        Assert.Equal((remedy, step), (error.Remedy, error.NextStep));
    }

    [Theory]
    [InlineData("app.not.authorized.for.scope", HostLayout.ApiPath, true, NextStep.ChooseScopes, "thing:make")]
    [InlineData("app.not.authorized.for.scope", HostLayout.Regional, true, NextStep.SignIn, null)]
    [InlineData("app.not.authorized.for.scope", HostLayout.ApiPath, false, NextStep.None, null)]
    [InlineData("missing.permissions", HostLayout.ApiPath, true, NextStep.None, null)]
    public void A_scope_that_is_missing_is_to_be_asked_for_where_scopes_are(string code, HostLayout layout, bool hasScope, NextStep step, string? argument)
    {
        ProvisioningException error = Read(Things with { Scope = hasScope ? "thing:make" : null }, 403, body: $$"""{"code":"{{code}}"}""", layout: layout);

        Assert.Equal((step, argument), (error.NextStep, error.NextStepArgument));
    }

    private static ProvisioningException Read(RefusedRequest table, int status, double? retryAfter = null, string body = "{}", HostLayout layout = HostLayout.ApiPath)
    {
        Response response = new(
            (HttpStatusCode)status, Encoding.UTF8.GetBytes(body), BodyCompleteness.Whole, RawCorrelationId: null, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Limit: null);
        return table.Read(7, response, ErrorBody.Read(response), new Uri("https://usw2.pure.cloud/things"), GenesysEnvironment.Parse("usw2.pure.cloud", layout), Noon);
    }
}
