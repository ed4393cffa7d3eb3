package dev.gangway.app.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.CaptureConfig.Mode;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.inspect.DatabaseSurvey;
import dev.gangway.mysql.inspect.Grants;
import dev.gangway.mysql.inspect.ServerSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureAdvisorTest {
    private static final Map<String, String> READY =
            Map.of("log_bin", "ON", "binlog_format", "ROW", "binlog_row_image", "FULL", "expire_logs_days", "7");
    private static final String READ = "GRANT SELECT ON `shop`.* TO `u`@`%`";
    private static final String REPLICATE = "GRANT RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `u`@`%`";
    private static final String ALL_OF_SHOP = "GRANT ALL PRIVILEGES ON `shop`.* TO `u`@`%`";

    @Test
    void takesTheBinlogWhenItIsReady() {
        CaptureAdvisor advisor = advisor(READY, READ, REPLICATE);

        assertThat(advisor.mode(Optional.empty())).isEqualTo(Mode.BINLOG);
        assertThat(advisor.advice(Mode.BINLOG)).isEmpty();
        assertThat(advisor.mode(Optional.of(Mode.TRIGGERS))).isEqualTo(Mode.TRIGGERS);
    }

    @Test
    void takesTriggersWhenOnlyTheyAreReady() {
        CaptureAdvisor advisor = advisor(Map.of("log_bin", "OFF"), ALL_OF_SHOP);

        assertThat(advisor.mode(Optional.empty())).isEqualTo(Mode.TRIGGERS);
        assertThat(advisor.advice(Mode.BINLOG))
                .containsExactly(
                        Advice.blocks(
                                "the source's binary log is off (log_bin is OFF)",
                                "set log-bin=mysql-bin and a server-id in the server's option file and restart it"),
                        Advice.blocks(
                                "the source's user may not read the binary log",
                                "GRANT RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'u'@'%';"),
                        Advice.notes("capture by triggers would need nothing more", "<capture mode=\"triggers\"/>"));
    }

    @Test
    void namesWhatTriggersNeedBesideABinlog() {
        CaptureAdvisor advisor = advisor(READY, READ, REPLICATE);

        assertThat(advisor.advice(Mode.TRIGGERS))
                .containsExactly(
                        Advice.blocks(
                                "the source's user may not install triggers",
                                "GRANT INSERT, DELETE, CREATE, DROP, TRIGGER ON `shop`.* TO 'u'@'%';"),
                        Advice.blocks(
                                "the source refuses triggers of users without SUPER while its binary log is on",
                                "SET GLOBAL log_bin_trust_function_creators = 1"),
                        Advice.notes("capture by the binlog would need nothing more", "<capture mode=\"binlog\"/>"));
    }

    @Test
    void warnsOfBinlogsThatAreKeptTooShort() {
        Map<String, String> settings = new HashMap<>(READY);
        settings.put("expire_logs_days", "1");

        assertThat(advisor(settings, READ, REPLICATE).advice(Mode.BINLOG))
                .containsExactly(Advice.warns(
                        "the source keeps binary logs for 24 hours only: a migration that pauses longer has to load again",
                        "SET GLOBAL expire_logs_days = 7"));
    }

    private static CaptureAdvisor advisor(Map<String, String> settings, String... grants) {
        var database = new Database(DatabaseConfig.tcp(Side.SOURCE, "db", 3306, "shop", "u", Password.of("")));
        return new CaptureAdvisor(new Looked(
                database,
                new Schema(List.of()),
                new DatabaseSurvey("utf8", List.of(), List.of()),
                new ServerSettings(Flavor.parse("5.7.22"), "u@%", settings),
                Grants.parse(List.of(grants)),
                new Shop(
                        Edition.OPENSOURCE,
                        new ReleaseRange(Optional.empty(), Optional.empty(), Sureness.GUESS, List.of()),
                        "",
                        false)));
    }
}
