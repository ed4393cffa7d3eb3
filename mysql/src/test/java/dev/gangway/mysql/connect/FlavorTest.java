package dev.gangway.mysql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlavorTest {

    @ParameterizedTest
    @CsvSource({
        "5.5.34-log, MySQL 5.5.34, false, false, false",
        "5.7.29, MySQL 5.7.29, false, false, false",
        "8.0.19, MySQL 8.0.19, false, false, false",
        "8.0.31, MySQL 8.0.31, true, false, false",
        "9.7.4-2, MySQL 9.7.4, true, true, false",
        "10.11.6-MariaDB-1:10.11.6+maria~deb12, MariaDB 10.11.6, false, false, true",
        "5.5.5-10.1.48-MariaDB, MariaDB 10.1.48, false, false, false",
        "11.4.5-MariaDB, MariaDB 11.4.5, false, false, true",
    })
    void readsVersionsAndKnowsTheirSql(
            String version, String name, boolean alias, boolean binlogStatus, boolean quoted) {
        Flavor flavor = Flavor.parse(version);

        assertThat(flavor).hasToString(name);
        assertThat(flavor.hasRowAlias()).isEqualTo(alias);
        assertThat(flavor.hasBinaryLogStatus()).isEqualTo(binlogStatus);
        assertThat(flavor.quotesDefaults()).isEqualTo(quoted);
    }

    @Test
    void refusesWhatIsNoVersion() {
        assertThatThrownBy(() -> Flavor.parse("mysql")).hasMessage("Not a server version: mysql");
    }
}
