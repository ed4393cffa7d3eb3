package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSchema;
import dev.gangway.testkit.shop.StepsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two small databases and a mode of single steps between them. In SQL a table is written {@code ~name}: the tilde
 * becomes the prefix of the side. Options name files of the product's own packs, or files that the test writes.
 */
public final class StepFixture implements AutoCloseable {
    /** What the Customer step copies. */
    public static final String[] CUSTOMER_TABLES = {
        "customer_entity",
        "customer_entity_datetime",
        "customer_entity_decimal",
        "customer_entity_int",
        "customer_entity_text",
        "customer_entity_varchar",
        "customer_address_entity",
        "customer_address_entity_datetime",
        "customer_address_entity_decimal",
        "customer_address_entity_int",
        "customer_address_entity_text",
        "customer_address_entity_varchar"
    };

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private final DatabaseServer server;
    private final Path folder;
    private final String source;
    private final String target;
    private final StringBuilder steps = new StringBuilder();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private String sourcePrefix = "";
    private String targetPrefix = "";
    private BulkListener breaking = BulkListener.SILENT;
    private Mode mode = Mode.DATA;
    private int chunkRows = 1000;
    private boolean auto;

    private String map = StepsConfig.NO_RULES;

    private StepFixture(DatabaseServer server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.source = Servers.freshDatabase(server);
        this.target = Servers.freshDatabase(server);
    }

    public static StepFixture on(DatabaseServer server, Path folder) {
        return new StepFixture(server, folder);
    }

    /** Rows between two checkpoints. */
    public StepFixture chunkRows(int rows) {
        chunkRows = rows;
        return this;
    }

    /** The mode that has the steps; the data mode when nothing is said. */
    public StepFixture mode(Mode other) {
        mode = other;
        return this;
    }

    /** From now on tables have these prefixes. */
    public StepFixture prefixed(String ofSource, String ofTarget) {
        sourcePrefix = ofSource;
        targetPrefix = ofTarget;
        return this;
    }

    public StepFixture sourceTables(ShopSchema schema, String... names) {
        ShopDatabases.createTables(server, source, schema, sourcePrefix, names);
        return this;
    }

    public StepFixture targetTables(ShopSchema schema, String... names) {
        ShopDatabases.createTables(server, target, schema, targetPrefix, names);
        return this;
    }

    public StepFixture option(String name, String value) {
        options.put(name, value);
        return this;
    }

    public StepFixture strict() {
        return option("compatibility", "strict");
    }

    /** Accepts all findings, as --auto does. */
    public StepFixture auto() {
        auto = true;
        return this;
    }

    /** Writes a rule file of the test's own and gives it to an option. */
    public StepFixture file(String option, String content) throws IOException {
        Path file = folder.resolve(option + ".xml");
        Files.writeString(file, content);
        return option(option, file.toString());
    }

    /** The main map's text; without rules when nothing is said. */
    public StepFixture map(String rules) {
        map = rules;
        return this;
    }

    /** A step with the usual class names for integrity, data and volume. */
    public StepFixture step(String kind) {
        return step(kind, "Integrity", "Data", "Volume");
    }

    /** A step with the classes for integrity, data and volume; an empty name leaves the stage out. */
    public StepFixture step(String kind, String integrity, String data, String volume) {
        steps.append("<step title=\"").append(kind).append(" Step\">");
        stage("integrity", kind, integrity);
        stage("data", kind, data);
        stage("volume", kind, volume);
        steps.append("</step>");
        return this;
    }

    private void stage(String stage, String kind, String simpleName) {
        if (!simpleName.isEmpty()) {
            steps.append("<%s>Migration\\Step\\%s\\%s</%s>".formatted(stage, kind, simpleName, stage));
        }
    }

    /** The listener hears everything too and may break the run off. */
    public StepFixture listener(BulkListener listener) {
        breaking = listener;
        return this;
    }

    /** Does something between the data and the volume stage of each step. */
    public StepFixture afterData(Runnable change) {
        return listener(new BulkListener() {
            @Override
            public void stageFinished(StageRef stage, long millis) {
                if (stage.isData()) {
                    change.run();
                }
            }
        });
    }

    public StepFixture source(String... statements) {
        run(source, sourcePrefix, statements);
        return this;
    }

    public StepFixture target(String... statements) {
        run(target, targetPrefix, statements);
        return this;
    }

    private void run(String database, String prefix, String... statements) {
        var all = new ArrayList<String>();
        all.add("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0");
        for (String statement : statements) {
            all.add(statement.replace("~", prefix));
        }
        server.executeIn(database, all.toArray(String[]::new));
    }

    /** Rows of a query on the target, each as values joined by {@code |}, NULL as {@code -}. */
    public List<String> rows(String sql) {
        return rows(target, targetPrefix, sql);
    }

    /** Rows of a query on the source. */
    public List<String> sourceRows(String sql) {
        return rows(source, sourcePrefix, sql);
    }

    private List<String> rows(String database, String prefix, String sql) {
        try (var connection = server.connect(database);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql.replace("~", prefix))) {
            var rows = new ArrayList<String>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    String value = result.getString(i);
                    values.add(value == null ? "-" : value);
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (java.sql.SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Runs the mode; every finding and warning of the run is kept. */
    public StepFixture run() {
        findings.clear();
        warnings.clear();
        state().open();
        loader().run(mode);
        return this;
    }

    /** What the integrity checks of the mode find when nothing was ever run, not even the state was made. */
    public List<String> check() {
        return loader().integrity(mode).stream()
                .flatMap(step -> step.findings().stream())
                .map(String::valueOf)
                .toList();
    }

    /** Everything that integrity and volume checks of the last run found. */
    public List<String> findings() {
        return findings;
    }

    public List<String> warnings() {
        return warnings;
    }

    /** Everything that is counted as lost or changed, each as table, reason, count and keys. */
    public List<String> losses() {
        return new LossStore(state())
                .list(100).stream()
                        .map(lost -> lost.entry().table() + " " + lost.entry().reason() + " "
                                + lost.entry().occurrences() + " " + lost.keys())
                        .toList();
    }

    /** Forgets what was done, as a reset does. */
    public void reset() {
        state().drop();
    }

    public StateSchema state() {
        return new StateSchema(database(Side.DESTINATION), target);
    }

    public Database database(Side side) {
        boolean ofSource = side == Side.SOURCE;
        DatabaseConfig config =
                ShopDatabases.open(server, ofSource ? source : target, side).config();
        return new Database(config.withPrefix(ofSource ? sourcePrefix : targetPrefix));
    }

    private BulkLoader loader() {
        var input = LoadInput.of(config(), database(Side.SOURCE), database(Side.DESTINATION), state(), Map.of());
        return new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, new Recorder());
    }

    /** What the steps derive, with the plan's tables, to be recomputed by hand. */
    public DerivationContract contract() {
        BulkInput input = LoadInput.of(config(), database(Side.SOURCE), database(Side.DESTINATION), state(), Map.of());
        return DerivationContract.of(input);
    }

    private MigrationConfig config() {
        var config = StepsConfig.of(
                        mode,
                        steps.toString(),
                        database(Side.SOURCE).config(),
                        database(Side.DESTINATION).config())
                .withBulk("threads", "2")
                .withBulk("chunk-rows", String.valueOf(chunkRows));
        for (Map.Entry<String, String> option : options.entrySet()) {
            config = config.withOption(option.getKey(), option.getValue());
        }
        MigrationConfig read = config.read(folder, map, HOME);
        return auto ? read.withOption(OptionName.AUTO_RESOLVE, "1") : read;
    }

    private final class Recorder implements BulkListener {

        @Override
        public void findings(StageRef stage, List<Finding> found) {
            found.forEach(finding -> findings.add(finding.message()));
        }

        @Override
        public void warning(String message) {
            warnings.add(message);
        }

        @Override
        public void tableProgress(TableProgress progress) {
            breaking.tableProgress(progress);
        }

        @Override
        public void stageFinished(StageRef stage, long millis) {
            breaking.stageFinished(stage, millis);
        }
    }

    @Override
    public void close() {
        server.execute(
                "DROP DATABASE IF EXISTS `" + source + "`",
                "DROP DATABASE IF EXISTS `" + target + "`",
                "DROP DATABASE IF EXISTS `" + state().name() + "`");
    }
}
