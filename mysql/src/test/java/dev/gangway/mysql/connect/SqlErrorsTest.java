package dev.gangway.mysql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1045|28000|Access denied for user 'x'@'y' (using password: YES)|ACCESS_DENIED|false",
                "1044|42000|Access denied for user 'x'@'%' to database 'shop'|GRANT_MISSING|false",
                "1142|42000|SELECT command denied to user|GRANT_MISSING|false",
                "1419|HY000|You do not have the SUPER privilege|GRANT_MISSING|false",
                "1049|42000|Unknown database 'shop'|DATABASE_MISSING|false",
                "1146|42S02|Table 'shop.x' doesn't exist|TABLE_MISSING|false",
                "1213|40001|Deadlock found|CONFLICT|true",
                "1205|41000|Lock wait timeout exceeded|CONFLICT|true",
                "1053|08S01|Server shutdown in progress|GONE|true",
                "0|08S01|Communications link failure|GONE|true",
                "1040|08004|Too many connections|UNREACHABLE|true",
                "1114|HY000|The table 'x' is full|DISK_FULL|true",
                "1021|HY000|Disk full (/tmp); waiting|DISK_FULL|true",
                "1026|HY000|Error writing file 'x' (Errcode: 28 - No space left on device)|DISK_FULL|true",
                "3|HY000|Error writing file '/tmp/x' (errno: 28)|DISK_FULL|true",
                "1290|HY000|The MySQL server is running with the --read-only option|READ_ONLY|false",
                "1290|HY000|The MySQL server is running with the --secure-file-priv option|OTHER|false",
                "1062|23000|Duplicate entry 'secret' for key 'EMAIL'|DUPLICATE_KEY|false",
                "1406|22001|Data too long for column 'v' at row 1|DATA_REFUSED|false",
                "1526|HY000|Table has no partition for value 7|DATA_REFUSED|false",
                "1690|22003|BIGINT UNSIGNED value is out of range|DATA_REFUSED|false",
                "1644|45000|not on my watch|TRIGGER_REFUSED|false",
                "1452|23000|Cannot add or update a child row|FOREIGN_KEY|false",
                "1153|08S01|Got a packet bigger than 'max_allowed_packet' bytes|PACKET_TOO_BIG|false",
                "3948|42000|Loading local data is disabled|LOCAL_INFILE_OFF|false",
                "1064|42000|You have an error in your SQL syntax|OTHER|false",
            })
    void knowsWhatAnErrorMeans(int number, String state, String text, SqlErrorKind kind, boolean retriable) {
        var error = new SQLException(text, state, number);

        assertThat(SqlErrors.kindOf(error)).isEqualTo(kind);
        assertThat(SqlErrors.isRetriable(error)).isEqualTo(retriable);
    }

    @Test
    void namesServerActionAndNextStepButNeverPasswordOrValue() {
        DatabaseConfig config =
                DatabaseConfig.tcp(Side.DESTINATION, "db", 3306, "shop", "gangway", Password.of("s3cret!"));
        var error = new SQLException("Duplicate entry 'bob@example.com' for key 'EMAIL'", "23000", 1062);

        MigrationException translated = SqlErrors.translate(error, config, "writing table customer_entity");

        assertThat(translated.code()).isEqualTo(ErrorCode.TARGET_REJECTED);
        assertThat(translated)
                .hasMessage("Target database db:3306/shop as user gangway: writing table customer_entity failed: error"
                        + " 1062 at EMAIL; a row with this key exists already: clean the source's duplicates or the"
                        + " target's left-over rows");
        assertThat(config.toString()).doesNotContain("s3cret!");
    }

    @Test
    void tellsAnUnknownHostFromASilentServer() {
        var unknown = new SQLException("Communications link failure", "08S01", 0, new UnknownHostException("nowhere"));
        DatabaseConfig config = DatabaseConfig.tcp(Side.SOURCE, "nowhere", 3306, "shop", "u", Password.EMPTY);

        MigrationException translated = SqlErrors.translate(unknown, config, "connecting");

        assertThat(translated.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(translated).hasMessageContaining("the host name cannot be resolved");
    }
}
