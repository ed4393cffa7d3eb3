package dev.gangway.proof.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Column;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredFormTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            delimiter = '|',
            value = {
                "decimal(20,6)       | 1.5000       | 1.500000  | true",
                "decimal(20,6)       | -1.5         | -1.500000 | true",
                "decimal(20,6)       | 15           | 15.000000 | true",
                "decimal(20,6)       | 15           | 150.000000 | false",
                "decimal(20,6)       | 1.5          | 1.500001  | false",
                "int(11)             | 10           | 100       | false",
                "int(11)             | 10.000       | 10        | true",
                "decimal(4,2)        | 123.456      | 99.99     | true",
                "decimal(4,2)        | 1.236        | 1.23      | false",
                "smallint unsigned   | 70000        | 65535     | true",
                "smallint unsigned   | -1           | 0         | true",
                "bigint(20) unsigned | 18446744073709551615 | 18446744073709551615 | true",
                "int(11)             | 2147483648   | 2147483647 | true",
                "varchar(3)          | abcd         | abc       | true",
                "varchar(4)          | abcd         | abc       | false",
                "varchar(4)          | Abc          | abc       | false",
                "timestamp           | 2014-01-01 00:00:00 | 2014-01-01 00:00:01 | false",
                "text                | NULL         | x         | false",
                "int(11)             | *            | 0         | true",
                "date                | 2014-01-01 10:00:00 | 2014-01-01 | true",
                "date                | 2014-01-02 10:00:00 | 2014-01-01 | false",
                "datetime            | 2014-01-01   | 2014-01-01 00:00:00 | true",
                "int(11)             | 12 pieces    | 12        | true",
                "decimal(12,4)       | x            | 1.0000    | false",
            })
    void knowsWhatTheServerMakesOfAValue(String type, @Nullable String written, @Nullable String stored, boolean same) {
        var form = new StoredForm(new Column("c", type, true, null, false, false, null));

        assertThat(form.isSame(written, stored)).isEqualTo(same);
    }

    @org.junit.jupiter.api.Test
    void knowsWhatBecomesOfCharactersThatAreTooLongForTheColumn() {
        var form = new StoredForm(new Column("c", "varchar(9)", true, null, false, false, "utf8mb3"));

        assertThat(form.isSame("a\uD83D\uDE00b", "a")).isTrue();
        assertThat(form.isSame("a\uD83D\uDE00b", "a?b")).isTrue();
        assertThat(form.isSame("a\uD83D\uDE00b", "a?c")).isFalse();
        assertThat(form.isSame("a?b", "a")).isFalse();
        var wide = new StoredForm(new Column("c", "varchar(9)", true, null, false, false, "utf8mb4"));
        assertThat(wide.isSame("a\uD83D\uDE00b", "a?b")).isFalse();
    }

    @org.junit.jupiter.api.Test
    void takesTheServersDefaultForNullWhereNullCannotStand() {
        var form = new StoredForm(new Column("c", "int", false, null, false, false, null));

        assertThat(form.isSame(null, "0")).isTrue();
        assertThat(form.isSame(null, "7")).isFalse();
    }
}
