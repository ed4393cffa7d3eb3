package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A source and a target of a few tables, made by the test, with a migration that has just the Map step. */
final class OddShop implements AutoCloseable {
    final DatabaseServer sourceServer;
    final DatabaseServer targetServer;
    final String source;
    final String target;
    private final Path folder;
    private final List<String> ignored = new ArrayList<>();
    private final List<String> ignoredInTarget = new ArrayList<>();
    private String sourcePrefix = "";
    private String targetPrefix = "";
    private int chunkRows = 7;
    private boolean direct;

    OddShop(DatabaseServer sourceServer, DatabaseServer targetServer, Path folder) {
        this.sourceServer = sourceServer;
        this.targetServer = targetServer;
        this.folder = folder;
        this.source = Servers.freshDatabase(sourceServer);
        this.target = Servers.freshDatabase(targetServer);
    }

    OddShop prefixes(String ofSource, String ofTarget) {
        sourcePrefix = ofSource;
        targetPrefix = ofTarget;
        return this;
    }

    OddShop chunkRows(int rows) {
        chunkRows = rows;
        return this;
    }

    /** Lets the server copy by itself where it can. */
    OddShop direct() {
        direct = true;
        return this;
    }

    /** Leaves documents of the source out. */
    OddShop ignoring(String... documents) {
        ignored.addAll(List.of(documents));
        return this;
    }

    /** Documents of the target that have no counterpart. */
    OddShop ignoringInTarget(String... documents) {
        ignoredInTarget.addAll(List.of(documents));
        return this;
    }

    /** Runs statements in the source. */
    OddShop source(String... statements) throws SQLException {
        run(sourceServer, source, statements);
        return this;
    }

    /** Runs statements in the target. */
    OddShop target(String... statements) throws SQLException {
        run(targetServer, target, statements);
        return this;
    }

    /** Runs statements in both. */
    OddShop both(String... statements) throws SQLException {
        return source(statements).target(statements);
    }

    private static void run(DatabaseServer server, String database, String... statements) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0");
            statement.execute("SET NAMES utf8mb4");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The data mode, from where it stopped. */
    void load() {
        try (MigrationContext context = MigrationContext.open(config())) {
            new BulkRun(context, CaptureStart.NONE, BulkListener.SILENT).run(Mode.DATA);
        }
    }

    MigrationConfig config() {
        return migration().read(folder, map());
    }

    /** The configuration file, written anew. */
    Path write() {
        return migration().write(folder, map());
    }

    private StepsConfig migration() {
        var from = ShopDatabases.open(sourceServer, source, Side.SOURCE).config();
        var to = ShopDatabases.open(targetServer, target, Side.DESTINATION).config();
        return StepsConfig.ofMapStep(from.withPrefix(sourcePrefix), to.withPrefix(targetPrefix))
                .withOption("direct_document_copy", direct ? "1" : "0")
                .withBulk("threads", "2")
                .withBulk("chunk-rows", String.valueOf(chunkRows));
    }

    private String map() {
        return StepsConfig.map(rules(ignored), rules(ignoredInTarget));
    }

    private static String rules(List<String> documents) {
        var out = new StringBuilder();
        documents.forEach(name -> out.append("<ignore><document>").append(name).append("</document></ignore>"));
        return out.toString();
    }

    /** How often each row, byte by byte, stands in a table of the source, real name. */
    Map<String, Integer> sourceRows(String table) throws SQLException {
        return rows(sourceServer, source, table);
    }

    /** How often each row, byte by byte, stands in a table of the target, real name. */
    Map<String, Integer> targetRows(String table) throws SQLException {
        return rows(targetServer, target, table);
    }

    private static Map<String, Integer> rows(DatabaseServer server, String database, String table) throws SQLException {
        var rows = new TreeMap<String, Integer>();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM `" + table.replace("`", "``") + "`")) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                var text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    byte @Nullable [] bytes = row.getBytes(i);
                    text.append(
                                    bytes == null
                                            ? "NULL"
                                            : java.util.HexFormat.of().formatHex(bytes))
                            .append('|');
                }
                rows.merge(text.toString(), 1, Integer::sum);
            }
        }
        return rows;
    }

    /** Checks that a table arrived with exactly its rows, equal ones as often. */
    void assertCopied(String table) throws SQLException {
        Map<String, Integer> expected = sourceRows(sourcePrefix + table);
        assertThat(targetRows(targetPrefix + table))
                .describedAs(table)
                .isNotEmpty()
                .isEqualTo(expected);
    }

    /** Table, column and kind of everything that was lost, and how often. */
    List<List<@Nullable String>> losses() {
        return targetServer.query("SELECT table_name, column_name, reason, occurrences FROM gangway_" + target
                + ".loss ORDER BY 1, 2, 3");
    }

    @Override
    public void close() {
        MigrationContext.reset(config());
        sourceServer.execute("DROP DATABASE `" + source + "`");
        targetServer.execute("DROP DATABASE `" + target + "`");
    }
}
