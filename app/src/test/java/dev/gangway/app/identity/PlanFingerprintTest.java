package dev.gangway.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.plan.Route;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFingerprintTest {
    private static final Map<String, String> NO_CLASSES = Map.of();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void isTheSameForTheSameRules() throws IOException {
        assertThat(fingerprint("7", table("a", "id int", "name text")))
                .isEqualTo(fingerprint("7", table("a", "id int", "name text")));
    }

    @Test
    void isTheSameWhenOnlyATypeChanges() throws IOException {
        assertThat(fingerprint("7", table("a", "id int", "name text")))
                .isEqualTo(fingerprint("7", table("a", "id int", "name longtext")));
    }

    @Test
    void takesNamesOfColumnsInOtherLettersForTheSame() throws IOException {
        assertThat(fingerprint("7", table("a", "id int", "Name text")))
                .isEqualTo(fingerprint("7", table("a", "id int", "name text")));
    }

    @Test
    void namesTheHandlerThatChanged() throws IOException {
        var before = fingerprint("7", table("a", "id int", "name text"));
        var now = fingerprint("8", table("a", "id int", "name text"));

        assertThat(PlanFingerprint.differences(before, now))
                .containsExactly(Map.entry(
                        "a",
                        "then destination handler of id: SetValue {value=7}; now destination handler of id: SetValue"
                                + " {value=8}; "));
    }

    @Test
    void namesColumnsAndTablesThatCameOrWent() throws IOException {
        var before = fingerprint("7", table("a", "id int", "name text"), table("b", "id int"));
        var now = fingerprint("7", table("a", "id int", "title text"), table("c", "id int"));

        assertThat(PlanFingerprint.differences(before, now))
                .containsExactly(
                        Map.entry("a", "then column name to name; now column title to title; "),
                        Map.entry("b", "is not migrated any more"),
                        Map.entry("c", "was not migrated then"));
    }

    @Test
    void comparesTablesThatTwoRoutesTakeTheSameColumnsOf() {
        Map<String, String> before = Map.of("a", "column code to code\ncolumn code to code");
        Map<String, String> now = Map.of("a", "column code to code\ncolumn code to code\ncolumn note to note");

        assertThat(PlanFingerprint.hasMore(before, now, "a")).isTrue();
        assertThat(PlanFingerprint.hasMore(now, before, "a")).isFalse();
        assertThat(PlanFingerprint.differences(before, now))
                .containsExactly(Map.entry("a", "now column note to note; "));
    }

    @Test
    void tellsTablesApartAsTheServerDoes() throws IOException {
        MigrationPlan plan = plan("7", table("a", "id int"), table("B", "id int"));

        assertThat(PlanFingerprint.of(plan, false, NO_CLASSES)).containsKeys("a", "B");
        assertThat(PlanFingerprint.of(plan, true, NO_CLASSES)).containsKeys("a", "b");
    }

    @Test
    void noticesAnotherClassMap() throws IOException {
        MigrationPlan plan = plan("7", table("a", "id int"));

        assertThat(PlanFingerprint.differences(
                        PlanFingerprint.of(plan, false, Map.of("Mage_A", "B")),
                        PlanFingerprint.of(plan, false, Map.of("Mage_A", "C"))))
                .containsExactly(
                        Map.entry("(all tables)", "then class Mage_A becomes B; now class Mage_A becomes C; "));
    }

    private Map<String, String> fingerprint(String value, Table... tables) throws IOException {
        return PlanFingerprint.of(plan(value, tables), false, NO_CLASSES);
    }

    /** The tables are the same on both sides. */
    private MigrationPlan plan(String value, Table... tables) throws IOException {
        Path file = folder.resolve("map.xml");
        Files.writeString(file, """
                <map><source/><destination><field_rules><transform><field>a.id</field>
                <handler class="\\Migration\\Handler\\SetValue"><param name="value" value="%s"/></handler>
                </transform></field_rules></destination></map>
                """.formatted(value));
        var problems = new Problems();
        var schema = new Schema(List.of(tables));
        MapRules rules = MapRules.read(file, problems);
        var environment = new PlanEnvironment(Compatibility.CORRECT, Map.of(), Map.of(), schema, schema, rules);
        var routes = new PlanCompiler(rules, PlanSource.handlers(), environment, Map.of(), problems)
                .compile().stream()
                        .map(mapping -> new Route(StepKind.MAP, mapping))
                        .toList();
        assertThat(problems.all()).isEmpty();
        return new MigrationPlan(schema, schema, Compatibility.CORRECT, routes);
    }

    private static Table table(String name, String... columns) {
        List<Column> list = Arrays.stream(columns)
                .map(text -> text.split(" ", -1))
                .map(parts -> new Column(parts[0], parts[1], true, null, false, false, null))
                .toList();
        return new Table(name, list, List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }
}
