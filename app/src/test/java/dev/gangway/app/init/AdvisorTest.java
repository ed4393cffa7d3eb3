package dev.gangway.app.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.connect.Tls;
import dev.gangway.mysql.inspect.DatabaseSurvey;
import dev.gangway.mysql.inspect.Grants;
import dev.gangway.mysql.inspect.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisorTest {
    private static final Pack PACK =
            new Pack(Edition.OPENSOURCE, Edition.OPENSOURCE, Release.of("1.9.4.5"), Path.of("etc"));
    private static final Advisor.Keys ALL_KEYS = new Advisor.Keys(true, true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "5.6.24 | 8.0.31 | -",
                "10.2.7-MariaDB | 10.4.1-MariaDB | -",
                "5.5.34 | 8.0.31 | the source runs MySQL 5.5.34, older than any server this was tried with (MySQL 5.6)",
                "5.5.5-10.1.48-MariaDB | 8.0.31 | the source runs MariaDB 10.1.48, older than any server this was tried with (MySQL 5.6)",
                "5.7.22 | 5.7.22 | the target runs MySQL 5.7.22, on which Magento 2.4 does not run",
                "5.7.22 | 10.3.39-MariaDB | the target runs MariaDB 10.3.39, on which Magento 2.4 does not run"
            })
    void warnsOfServersThatAreTooOld(String source, String target, @Nullable String warning) {
        assertThat(warnings(advisor(source, target, List.of()), ALL_KEYS))
                .isEqualTo(warning == null ? List.of() : List.of(warning));
    }

    @Test
    void warnsOfKeysThatAreNotKnown() {
        Advisor advisor = advisor("5.7.22", "8.0.31", List.of());

        assertThat(warnings(advisor, new Advisor.Keys(false, true)))
                .singleElement()
                .asString()
                .startsWith("the encryption key of Magento 1 is not given");
        assertThat(warnings(advisor, new Advisor.Keys(true, false)))
                .singleElement()
                .asString()
                .startsWith("the encryption key of Magento 2 is not given");
    }

    @Test
    void warnsWhenThePacksThatFitHaveOtherRules() {
        var older = new Pack(Edition.OPENSOURCE, Edition.OPENSOURCE, Release.of("1.9.3.2"), Path.of("etc"));
        var other = new PackChoice.Other(older, List.of("source a", "source b", "source c", "source d"));

        assertThat(warnings(advisor("5.7.22", "8.0.31", List.of(other)), ALL_KEYS))
                .containsExactly(
                        "the source's release is not certain, and the packs that fit differ:"
                                + " opensource-to-opensource/1.9.3.2 has other rules for source a, source b, source c and 1 more");
    }

    @Test
    void cannotCaptureFromTheBinlogThroughASocket() {
        Looked source = looked(Side.SOURCE, "5.7.22", "/run/mysqld.sock");

        assertThat(new CaptureAdvisor(source).advice(CaptureConfig.Mode.BINLOG))
                .contains(Advice.blocks(
                        "the source is reached by a socket, through which its binary log cannot be read",
                        "give --source-host a name or an address"));
        assertThat(new CaptureAdvisor(source).mode(Optional.empty())).isEqualTo(CaptureConfig.Mode.TRIGGERS);
    }

    private static List<String> warnings(Advisor advisor, Advisor.Keys keys) {
        return advisor.advice(CaptureConfig.Mode.BINLOG, "gangway_shop", keys).stream()
                .filter(advice -> advice.weight() == Advice.Weight.WARNS)
                .map(Advice::text)
                .toList();
    }

    private static Advisor advisor(String source, String target, List<PackChoice.Other> others) {
        var choice = new PackChoice(PACK, Origin.DETECTED, "the newest", List.of(), others);
        return new Advisor(looked(Side.SOURCE, source, null), looked(Side.DESTINATION, target, null), choice);
    }

    private static Looked looked(Side side, String version, @Nullable String socket) {
        var config = new DatabaseConfig(side, "db", 3306, socket, "shop", "u", Password.of(""), Tls.OFF, List.of(), "");
        return new Looked(
                new Database(config),
                new Schema(List.of()),
                new DatabaseSurvey("utf8", List.of(), List.of()),
                new ServerSettings(
                        Flavor.parse(version),
                        "u@%",
                        Map.of("log_bin", "ON", "binlog_format", "ROW", "log_bin_trust_function_creators", "ON")),
                Grants.parse(List.of("GRANT ALL PRIVILEGES ON *.* TO `u`@`%`")),
                new Shop(
                        Edition.OPENSOURCE,
                        new ReleaseRange(Optional.empty(), Optional.empty(), Sureness.GUESS, List.of()),
                        "",
                        false));
    }
}
