using System.Text;
using GenesysGuest.Guests;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>The members of a guest: one of another type is as good as absent, and of several the last that is usable counts.</summary>
public sealed class GuestResponseMembersTests
{
    private static readonly GuestRequest Request = new("Ada", "ada@example.com");

    [Theory]
    [InlineData("""{"id":"a","id":true,"token":"t"}""", "a|Ada|ada@example.com|t|||")]
    [InlineData("""{"id":"a","id":"b","token":"t"}""", "b|Ada|ada@example.com|t|||")]
    [InlineData("""{"id":7,"token":"t"}""", "7|Ada|ada@example.com|t|||")]
    [InlineData("""{"id":"a","token":"t","token":null}""", "a|Ada|ada@example.com|t|||")]
    [InlineData("""{"id":"a","token":"t","token":"u"}""", "a|Ada|ada@example.com|u|||")]
    [InlineData("""{"id":"a","token":"t","name":"N","name":7}""", "a|N|ada@example.com|t|||")]
    [InlineData("""{"id":"a","token":"t","name":"N","name":"M"}""", "a|M|ada@example.com|t|||")]
    [InlineData("""{"id":"a","token":"t","email":"e@f","email":[]}""", "a|Ada|e@f|t|||")]
    [InlineData("""{"id":"a","token":"t","email":"e@f","email":"g@h"}""", "a|Ada|g@h|t|||")]
    [InlineData("""{"id":"a","token":"t","createdDate":"2030-01-02","createdDate":"soon"}""", "a|Ada|ada@example.com|t|2030||")]
    [InlineData("""{"id":"a","token":"t","createdDate":"2030-01-02","createdDate":"2031-01-02"}""", "a|Ada|ada@example.com|t|2031||")]
    [InlineData("""{"id":"a","token":"t","updatedDate":"2030-01-02","updatedDate":{}}""", "a|Ada|ada@example.com|t||2030|")]
    [InlineData("""{"id":"a","token":"t","updatedDate":"2030-01-02","updatedDate":"2031-01-02"}""", "a|Ada|ada@example.com|t||2031|")]
    [InlineData("""{"id":"a","token":"t","selfUri":"/s","selfUri":false}""", "a|Ada|ada@example.com|t|||/s")]
    [InlineData("""{"id":"a","token":"t","selfUri":"/s","selfUri":"/u"}""", "a|Ada|ada@example.com|t|||/u")]
    public void The_last_usable_one_counts(string body, string expected)
    {
        Guest guest = GuestResponse.Read(Encoding.UTF8.GetBytes(body), Request, rowNumber: 7)!;

        Assert.Equal(expected, $"{guest.Id}|{guest.Name}|{guest.Email}|{guest.Token}|{guest.CreatedDate?.Year}|{guest.UpdatedDate?.Year}|{guest.SelfUri}");
        Assert.Equal(7, guest.RowNumber);
    }
}
