package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.schema.SchemaInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every map of every well-formed pack of Magento's tool becomes a plan, with all its handlers, for a real source and target. Maps
 * that several packs share, letter by letter, are compiled once.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class ReferencePacksCompileIT {
    /** The first releases of both editions keep websites and groups of rules in the rule's own row. */
    private static final Pattern FIRST_RELEASES = Pattern.compile("/1\\.(6|11)\\.");

    private static final Pattern TABLES_OF_LATER_RELEASES =
            Pattern.compile("(catalog|sales)rule_(website|customer_group)");

    @TempDir
    Path folder = Path.of("");

    private final Map<String, List<Problem>> problems = new TreeMap<>();
    private final Set<String> compiled = new HashSet<>();
    private int maps;

    @Test
    void everyMapBecomesAPlan() throws Exception {
        // Given
        Schema source = schema(Servers.mysql57(), Golden.sharedSource(Servers.mysql57(), "m1-sample", ""));
        Schema target = schema(Servers.mysql80(), Golden.reference(Servers.mysql80(), "m2-empty"));
        Schema older = with(
                source, table -> TABLES_OF_LATER_RELEASES.matcher(table.name()).matches() ? null : table);
        Schema staged = with(target, ReferencePacksCompileIT::withRowId);

        // When
        List<Path> configs = configs();
        for (Path file : configs) {
            boolean first = FIRST_RELEASES.matcher(file.toString()).find();
            boolean commerce = file.toString().contains("-to-commerce/");
            compile(file, first ? older : source, commerce ? staged : target);
        }

        // Then
        assertThat(problems).isEmpty();
        assertThat(configs).hasSize(101);
        assertThat(maps).isGreaterThan(600);
    }

    private void compile(Path file, Schema source, Schema target) throws IOException {
        var found = new Problems();
        var place = new ConfigEnvironment(Map.of(), folder.resolve("elsewhere"), Optional.empty());
        MigrationConfig config = MigrationConfig.read(file, place, found).orElseThrow();
        RuleFiles rules = RuleFiles.read(config, found);
        var plans = PlanSource.of(config, rules, source, target, found);
        for (OptionName option : OptionName.values()) {
            Path map = config.options().file(option).orElse(null);
            if (option.kind() == OptionName.Kind.MAP && map != null) {
                maps++;
                if (compiled.add(source.hashCode() + "/" + target.hashCode() + "/" + Files.readString(map))) {
                    assertThat(new PlanCompiler(
                                            rules.map(option),
                                            PlanSource.handlers(),
                                            plans.environment(),
                                            plans.keepFirst(),
                                            found)
                                    .compile())
                            .describedAs(file + " " + option)
                            .isNotEmpty();
                }
            }
        }
        if (!found.all().isEmpty()) {
            problems.put(folder.relativize(file).toString(), found.all());
        }
    }

    /** With content staging rows are known by row_id. */
    private static Table withRowId(Table table) {
        var columns = new ArrayList<>(table.columns());
        columns.add(new Column("row_id", "int(10) unsigned", false, null, false, false, null));
        return new Table(
                table.name(),
                columns,
                table.primaryKey(),
                table.uniqueKeys(),
                table.foreignKeys(),
                table.engine(),
                table.view(),
                table.rowEstimate());
    }

    private static Schema with(Schema schema, Function<Table, @Nullable Table> change) {
        var tables = new ArrayList<Table>();
        for (Table table : schema.tables()) {
            Table changed = change.apply(table);
            if (changed != null) {
                tables.add(changed);
            }
        }
        return new Schema(tables);
    }

    private List<Path> configs() throws IOException, InterruptedException {
        Process tar = new ProcessBuilder(
                        "tar", "-xJf", Golden.file("peer-config.tar.xz").toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("config.xml.dist"))
                    .filter(file -> !file.toString().contains("commerce-to-commerce/1.11.0.0/"))
                    .sorted()
                    .toList();
        }
    }

    private static Schema schema(DatabaseServer server, String database) throws Exception {
        try (Connection connection = server.connect(database)) {
            return SchemaInspector.inspect(connection, database, "");
        }
    }
}
