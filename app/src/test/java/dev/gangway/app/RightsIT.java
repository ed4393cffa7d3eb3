package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.rights.NeededRights;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the users of both databases may not do is said before anything is done, all at once, with what settles it. */
class RightsIT {
    private static final String PASSWORD = "pw-of-user";

    private final String user = "u_" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @SuppressWarnings("NullAway.Init")
    private DatabaseServer sourceServer;

    @SuppressWarnings("NullAway.Init")
    private DatabaseServer targetServer;

    private String target = "";

    private void createShop(DatabaseFlavor sources, DatabaseFlavor targets, String capture) {
        sourceServer = Servers.database(sources);
        targetServer = Servers.database(targets);
        shop = new CommandShop(folder, capture, sourceServer, targetServer).withSharedKafka();
        target = shop.newTarget();
        for (DatabaseServer server : List.of(sourceServer, targetServer)) {
            server.execute(
                    "DROP USER IF EXISTS '" + user + "'@'%'",
                    "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
        }
        shop.edit(text -> text.replaceAll("user=\"[^\"]*\"", "user=\"" + user + "\"")
                .replaceAll("password=\"[^\"]*\"", "password=\"" + PASSWORD + "\""));
    }

    @AfterEach
    void removeEverything() {
        shop.close();
        for (DatabaseServer server : List.of(sourceServer, targetServer)) {
            server.execute("DROP USER IF EXISTS '" + user + "'@'%'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL_5_7, MYSQL_8_0, triggers",
        "MARIADB_11_4, MARIADB_11_4, binlog",
        "MYSQL_8_0, MARIADB_11_4, binlog"
    })
    void carriesAShopWithNoMoreRightsThanItAsksFor(DatabaseFlavor sources, DatabaseFlavor targets, String capture)
            throws Exception {
        carryAShop(sources, targets, capture);
    }

    @ParameterizedTest
    @CsvSource("MYSQL_5_7, MYSQL_8_0, binlog")
    @Tag("night")
    void doesSoBetweenOtherServersToo(DatabaseFlavor sources, DatabaseFlavor targets, String capture) throws Exception {
        carryAShop(sources, targets, capture);
    }

    private void carryAShop(DatabaseFlavor sources, DatabaseFlavor targets, String capture) throws Exception {
        // Given
        createShop(sources, targets, capture);
        assertThat(shop.run(target, "run", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.FAILED);
        String said = shop.said();
        assertThat(said)
                .contains("nothing was read or written", "[SOURCE_GRANT_MISSING]")
                .contains("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, TRIGGER ON `" + pattern(target))
                .doesNotContain(PASSWORD);
        assertThat(targetServer.query("SHOW DATABASES LIKE 'gangway\\_" + target + "'"))
                .isEmpty();

        // When
        grant(said);

        // Then
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        sourceServer.executeIn(shop.source, "UPDATE cms_page SET title = 'changed' WHERE page_id = 1");
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(targetServer.query("SELECT title FROM " + target + ".cms_page WHERE page_id = 1"))
                .containsExactly(List.of("changed"));
    }

    @ParameterizedTest
    @CsvSource({"MYSQL_5_7", "MYSQL_8_0", "MARIADB_11_4"})
    void saysWhatOneModeLacksBeforeItBegins(DatabaseFlavor flavor) throws Exception {
        createShop(flavor, flavor, "binlog");
        assertThat(shop.run(target, "run")).isEqualTo(ExitCode.FAILED);
        grant(shop.said());
        targetServer.execute("REVOKE CREATE, TRIGGER ON `" + pattern(target) + "`.* FROM '" + user + "'@'%'");
        sourceServer.execute("REVOKE REPLICATION SLAVE ON *.* FROM '" + user + "'@'%'");

        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.FAILED);

        assertThat(shop.said().lines().filter(line -> line.contains("GRANT ")))
                .containsExactly(
                        "  on the source's server: GRANT REPLICATION SLAVE ON *.* TO '" + user + "'@'%';",
                        "  on the target's server: GRANT CREATE, TRIGGER ON `" + pattern(target) + "`.* TO '" + user
                                + "'@'%'; [SOURCE_GRANT_MISSING]");
        assertThat(shop.run(target, "delta")).isEqualTo(ExitCode.FAILED);
        assertThat(shop.said()).contains("GRANT TRIGGER ON").doesNotContain("CREATE");
    }

    @ParameterizedTest
    @CsvSource({"MARIADB_11_4, binlog", "MARIADB_11_4, triggers"})
    void missesEachRightByItself(DatabaseFlavor flavor, String capture) throws Exception {
        missEachRight(flavor, capture);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL_5_7, binlog", "MYSQL_5_7, triggers", "MYSQL_8_0, binlog", "MYSQL_8_0, triggers"})
    @Tag("night")
    void missesEachRightOnOtherServersToo(DatabaseFlavor flavor, String capture) throws Exception {
        missEachRight(flavor, capture);
    }

    /** Source and target are on one server and have one user, whose rights in the three schemas are told apart by their names. */
    private void missEachRight(DatabaseFlavor flavor, String capture) throws Exception {
        createShop(flavor, flavor, capture);
        assertThat(shop.run(target, "run")).isEqualTo(ExitCode.FAILED);
        grant(shop.said());

        boolean triggers = capture.equals("triggers");
        missEach(triggers ? NeededRights.CAPTURE_BY_TRIGGERS : NeededRights.SOURCE, within(shop.source), "source");
        missEach(triggers ? List.of() : NeededRights.CAPTURE_BY_BINLOG, "*.*", "source");
        missEach(NeededRights.LOAD, within(target), "target");
        missEach(NeededRights.STATE, within(CommandShop.stateOf(target)), "target");

        assertThat(targetServer.query("SHOW DATABASES LIKE 'gangway\\_" + target + "'"))
                .isEmpty();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    private static String within(String schema) {
        return "`" + pattern(schema) + "`.*";
    }

    private void missEach(List<String> rights, String where, String side) throws Exception {
        for (String right : rights) {
            sourceServer.execute("REVOKE " + right + " ON " + where + " FROM '" + user + "'@'%'");
            assertThat(shop.run(target, "run")).as("%s on %s", right, where).isEqualTo(ExitCode.FAILED);
            assertThat(shop.said().lines().filter(line -> line.contains("  on the ")))
                    .as("%s on %s", right, where)
                    .singleElement()
                    .asString()
                    .startsWith("  on the " + side + "'s server: GRANT " + right + " ON " + where + " TO '" + user
                            + "'@'%';");
            grant(shop.said());
        }
    }

    @ParameterizedTest
    @CsvSource({"MYSQL_8_0", "MARIADB_11_4"})
    void countsWhatARoleGives(DatabaseFlavor flavor) throws Exception {
        createShop(flavor, flavor, "binlog");
        String role = "r_" + user;
        targetServer.execute(
                "CREATE ROLE " + role,
                "GRANT ALL ON *.* TO " + role,
                "GRANT " + role + " TO '" + user + "'@'%'",
                "SET DEFAULT ROLE " + role + (flavor == DatabaseFlavor.MYSQL_8_0 ? " TO '" : " FOR '") + user
                        + "'@'%'");

        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        targetServer.execute("DROP ROLE " + role);
    }

    /** Does what the message says an administrator should do. */
    private void grant(String said) {
        said.lines().filter(line -> line.startsWith("  on the ")).forEach(line -> {
            DatabaseServer server = line.contains("source's") ? sourceServer : targetServer;
            String statement = line.substring(line.indexOf("server: ") + "server: ".length());
            server.execute(statement.substring(0, statement.indexOf(';')));
        });
    }

    private static String pattern(String schema) {
        return schema.replace("_", "\\_");
    }
}
