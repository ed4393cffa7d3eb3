package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Column;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainCopyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int(10) unsigned   | int unsigned
                    int(11)            | tinyint
                    decimal(12,4)      | decimal(20,4)
                    decimal(12)        | decimal(12,4)
                    float              | float
                    datetime           | datetime
                    timestamp          | timestamp NULL
                    timestamp NULL     | timestamp NULL
                    date               | date NULL
                    int NULL           | int
                    varchar(64):utf8   | varchar(255):utf8mb4
                    text:utf8mb3       | varchar(10):utf8
                    char(2):latin1     | char(2):latin1
                    enum('a','b'):utf8 | enum('a','b'):utf8mb4
                    varbinary(16)      | VARBINARY(16)
                    bit(1)             | bit(1)
                    year(4)            | year(4)
                    """)
    void letsTheServerCopyWhatArrivesUnchangedOrWithAWarning(String source, String target) {
        assertThat(PlainCopy.isPossible(column(source), column(target))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    decimal(12,4)      | decimal(12,2)
                    decimal(12,4)      | int
                    int                | decimal(12,0)
                    int                | year(4)
                    int                | varchar(10):utf8
                    float              | double
                    datetime           | timestamp
                    datetime(6)        | datetime
                    timestamp NULL     | timestamp
                    date NULL          | date
                    varchar(64):latin1 | varchar(64):utf8mb4
                    varchar(64):utf8   | varbinary(64)
                    text:utf8          | json
                    enum('a','b'):utf8 | enum('a'):utf8
                    varchar(2):utf8    | enum('a','b'):utf8
                    varbinary(16)      | varbinary(8)
                    bit(8)             | bit(1)
                    int                | int GENERATED
                    """)
    void readsAndWritesWhatAServerMightChangeSilently(String source, String target) {
        assertThat(PlainCopy.isPossible(column(source), column(target))).isFalse();
    }

    private static Column column(String text) {
        String[] parts = text.split(":", -1);
        @Nullable String charset = parts.length > 1 ? parts[1] : null;
        String type = parts[0].replace(" NULL", "").replace(" GENERATED", "");
        return new Column("c", type, text.contains(" NULL"), null, false, text.contains(" GENERATED"), charset);
    }
}
