package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.config.Requirement;
import dev.gangway.embedded.DatabaseServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIT {
    private static final DatabaseServer SERVER = CommandShop.SERVER;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @BeforeEach
    void createShop() {
        shop = new CommandShop(folder, "binlog");
    }

    @AfterEach
    void drop() {
        SERVER.execute("SET GLOBAL local_infile = 1", "SET GLOBAL expire_logs_days = 0");
        shop.close();
    }

    @Test
    void namesTheStatementThatMendsWhatIsNotAsItShouldBe() throws Exception {
        // Given
        String target = shop.newTarget();
        SERVER.execute("SET GLOBAL local_infile = 0", "SET GLOBAL expire_logs_days = 1");

        // When
        int exitCode = shop.run(target, "check");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(shop.result().lines())
                .containsSubsequence(
                        "warns   source-binlog-kept   files are kept for 24 hours only: a stream that pauses longer has lost its place",
                        "                             SET GLOBAL expire_logs_days = 7;");
        assertThat(shop.result())
                .contains("SET GLOBAL local_infile = 1;", "ok      source-rights", "0 fail, 2 warn, 0 waived");

        // When: exactly what it says is done
        SERVER.execute("SET GLOBAL local_infile = 1", "SET GLOBAL expire_logs_days = 7");
        shop.run(target, "check");

        // Then
        assertThat(shop.result()).contains("0 fail, 0 warn, 0 waived");
    }

    @Test
    void saysItAtAStartTooUnlessItIsWaived() throws Exception {
        String target = shop.newTarget();
        SERVER.execute("SET GLOBAL expire_logs_days = 1");

        assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);
        assertThat(shop.said()).contains("warning: source-binlog-kept: ");
        shop.edit(text ->
                text.replace("</options>", "<waived_checks>source-binlog-kept, clock</waived_checks></options>"));
        assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);
        assertThat(shop.said()).doesNotContain("warning: source-binlog-kept");
        assertThat(shop.run(target, "check")).isEqualTo(ExitCode.DONE);
        assertThat(shop.result()).contains("waived  source-binlog-kept");
    }

    @Test
    void failsForServersThatDoNotAnswerAndAsksTheOthersAllTheSame() throws Exception {
        String target = shop.newTarget();
        shop.through(1, SERVER.port());
        shop.withKafka("<kafka bootstrap-servers=\"127.0.0.1:1\" schema-registry-url=\"http://127.0.0.1:1\"/>");

        assertThat(shop.run(target, "check", "--json")).isEqualTo(ExitCode.FAILED);

        assertThat(shop.result())
                .contains(
                        "SOURCE_UNAVAILABLE",
                        "BROKER_UNAVAILABLE",
                        "REGISTRY_UNAVAILABLE",
                        "\"name\" : \"target\",\n    \"state\" : \"holds\"");
    }

    @Test
    void countsTheRightsThatAreMissing() throws Exception {
        String target = shop.newTarget();
        String user = "poor_" + target;
        SERVER.execute(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'p'",
                "GRANT SELECT ON " + shop.source + ".* TO '" + user + "'@'%'");
        shop.edit(text -> text.replaceFirst("user=\"[^\"]*\"", "user=\"" + user + "\"")
                .replaceFirst("password=\"[^\"]*\"", "password=\"p\""));

        assertThat(shop.run(target, "check")).isEqualTo(ExitCode.FAILED);

        assertThat(shop.result())
                .contains(
                        "FAILS   source-rights",
                        "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '" + user + "'@'%';");
        SERVER.execute("DROP USER '" + user + "'@'%'");
    }

    @Test
    void refusesAWaiverOfWhatNobodyChecks() throws Exception {
        String target = shop.newTarget();
        shop.edit(text -> text.replace("</options>", "<waived_checks>clok</waived_checks></options>"));

        assertThat(shop.run(target, "check")).isEqualTo(ExitCode.USAGE);

        assertThat(shop.said()).contains("Unknown requirement \"clok\" in <waived_checks>; did you mean \"clock\"?");
        assertThat(EnumSet.allOf(Requirement.class))
                .extracting(Requirement::word)
                .containsAll(List.of("clock", "disk"));
    }
}
