using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>Columns' names are compared by their letters and digits.</summary>
public sealed class ColumnNameTests
{
    [Theory]
    [InlineData("Email")]
    [InlineData("email")]
    [InlineData("E-Mail")]
    [InlineData(" E_MAIL ")]
    [InlineData("e mail")]
    [InlineData("\uFEFFEmail")]
    [InlineData("\u00EF\u00BB\u00BFEmail")] // a byte order mark that was read as text
    [InlineData("Em\u200Bail")]
    [InlineData("Email\u00A0")]
    public void These_are_the_same(string name) => Assert.Equal("email", ColumnName.Plain(name));

    [Theory]
    [InlineData("E-mail 1 - Value", "email1value")]
    [InlineData("Größe", "größe")]
    [InlineData("---", "---")]
    public void These_keep_what_tells_them_apart(string name, string plain) => Assert.Equal(plain, ColumnName.Plain(name));

    [Fact]
    public void Every_known_column_is_understood_for_its_own_field() => Assert.All(
        RowSchema.Fields, field => Assert.All(RowSchema.ColumnsOf(field), column => Assert.Equal(field, RowSchema.FieldOf(column))));

    [Fact]
    public void Another_column_is_understood_for_none() => Assert.Null(RowSchema.FieldOf("Tier"));
}
