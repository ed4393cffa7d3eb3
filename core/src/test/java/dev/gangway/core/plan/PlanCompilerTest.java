package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.IntegrityFinding.Kind;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCompilerTest {
    private static final Table A = Schemas.table("a", "id int(10)", "name varchar(9)", "old int(11)", "ts timestamp");
    private static final Table B =
            Schemas.table("b", "id int(11)", "title varchar(99)", "ts timestamp", "extra int(11)");
    private static final String RENAME = "<rename><document>a</document><to>b</to></rename>";
    private static final String FIELDS = "<field_rules>"
            + "<ignore><field>a.old</field></ignore>"
            + "<move><field>a.name</field><to>b.title</to></move>"
            + "</field_rules>";
    private static final String SET_EXTRA = "<field_rules><transform><field>b.extra</field>"
            + "<handler class=\"\\Migration\\Handler\\SetValue\"><param name=\"value\" value=\"7\"/></handler>"
            + "</transform></field_rules>";

    private final Problems problems = new Problems();

    @TempDir
    private Path folder;

    @Test
    void mapsARowByRenameMoveIgnoreAndHandler() throws IOException {
        // Given
        TablePlan plan = compile(RENAME, FIELDS, SET_EXTRA, Compatibility.CORRECT)
                .tables()
                .get(0);
        Row row = Row.full(plan.sourceLayout(), new Object[] {"5", "x", "o", "2020-01-01 00:00:00"});

        // When
        Row mapped =
                plan.map(List.of(row), new NoLookups(), LossCounter.NONE).get(0).row();

        // Then
        Row expected = Row.full(plan.targetLayout(), new Object[] {"5", "x", "2020-01-01 00:00:00", "7"});
        assertThat(mapped).isEqualTo(expected);
        assertThat(problems.all()).isEmpty();
        assertThat(plan.isPlainCopy()).isFalse();
    }

    @Test
    void leavesThemesBehindWhateverTheRulesSayUnlessStrict() throws IOException {
        // Given
        Table changes = Schemas.table("design_change", "id int", "design varchar(255)");
        var losses = new ArrayList<String>();

        // When
        Row correct = mapped(changes, "rwd/default", Compatibility.CORRECT, losses);
        List<String> reported = List.copyOf(losses);
        Row strict = mapped(changes, "rwd/default", Compatibility.STRICT, losses);

        // Then
        assertThat(correct.isSet("design")).isTrue();
        assertThat(correct.get("design")).isNull();
        assertThat(reported).containsExactly("design_change.design: a theme of Magento 1 was left behind");
        assertThat(strict.text("design")).isEqualTo("rwd/default");
        assertThat(losses).hasSize(1);
    }

    @Test
    void givesTaxesOfEveryRegionTheNumberOfNoRegionWithoutCallingItALoss() throws IOException {
        // Given
        Table taxes = Schemas.table("weee_tax", "value_id int", "state varchar(255)");
        var losses = new ArrayList<String>();

        // When
        Row everywhere = mapped(taxes, "*", Compatibility.CORRECT, losses);
        Row somewhere = mapped(taxes, "12", Compatibility.CORRECT, losses);

        // Then
        assertThat(everywhere.text("state")).isEqualTo("0");
        assertThat(somewhere.text("state")).isEqualTo("12");
        assertThat(losses).isEmpty();
    }

    private Row mapped(Table table, String value, Compatibility compatibility, List<String> losses) throws IOException {
        TablePlan plan = compile(List.of(table), List.of(table), "", "", "", compatibility)
                .tables()
                .get(0);
        Row row = Row.full(plan.sourceLayout(), new Object[] {"5", value});
        return plan.map(
                        List.of(row),
                        new NoLookups(),
                        (name, field, reason) -> losses.add(name + "." + field + ": " + reason))
                .get(0)
                .row();
    }

    @Test
    void strictModeLetsAnUntransformedTableBypassIgnoreRules() throws IOException {
        // Given
        String ignore = "<field_rules><ignore><field>c.old</field></ignore></field_rules>";
        Table c = Schemas.table("c", "id int", "old int");

        // When
        TablePlan strict = compile(List.of(c), List.of(c), "", ignore, "", Compatibility.STRICT)
                .tables()
                .get(0);
        TablePlan correct = compile(List.of(c), List.of(c), "", ignore, "", Compatibility.CORRECT)
                .tables()
                .get(0);

        // Then
        assertThat(strict.targetField("old")).contains("old");
        assertThat(correct.targetField("old")).isEmpty();
        assertThat(strict.isPlainCopy()).isTrue();
    }

    @Test
    void reportsEveryWrongRuleWithItsLine() throws IOException {
        // Given
        String wrong = "<field_rules>\n"
                + "<transform><field>a.id</field><handler class=\"\\Migration\\Handler\\Nope\"/></transform>\n"
                + "<transform><field>a.ts</field><handler class=\"\\Migration\\Handler\\SetValue\"/></transform>\n"
                + "<move><field>a.name</field><to>b.missing</to></move>\n"
                + "</field_rules>";

        // When
        compile(RENAME, wrong, "", Compatibility.CORRECT);

        // Then
        assertThat(problems.all().stream().map(Problem::toString))
                .anySatisfy(text -> assertThat(text).contains("map.xml:2").contains("Nope"))
                .anySatisfy(text -> assertThat(text).contains("map.xml:3").contains("value"))
                .anySatisfy(text -> assertThat(text).contains("map.xml:4").contains("missing"));
    }

    @Test
    void integrityReportsWhatHasNoCounterpartUnderTheNameOfTheOtherSide() throws IOException {
        // Given
        MapRules rules =
                rules(RENAME, "<field_rules><move><field>a.name</field><to>b.label</to></move></field_rules>", "");
        Table alone = Schemas.table("alone", "id int");

        // When
        var findings = new IntegrityCheck(rules, new Schema(List.of(A, alone)), new Schema(List.of(B))).check();

        // Then
        assertThat(findings)
                .containsExactly(
                        new IntegrityFinding(Kind.FIELD_NOT_MAPPED, Side.SOURCE, "a", List.of("label", "old")),
                        new IntegrityFinding(Kind.DOCUMENT_NOT_MAPPED, Side.SOURCE, "alone", List.of()),
                        new IntegrityFinding(Kind.FIELD_NOT_MAPPED, Side.DESTINATION, "b", List.of("extra", "title")));
    }

    @Test
    void typesAreComparedByTheirWordAloneOnlyForNumbersAndCharacters() throws IOException {
        // Given
        Table left =
                Schemas.table("t", "a int(10) unsigned", "b smallint(5)", "c varbinary(16)", "d text", "e varchar(64)");
        Table right = Schemas.table("t", "a int(11)", "b int(11)", "c varbinary(32)", "d mediumtext", "e varchar(255)");

        // When
        var findings =
                new IntegrityCheck(rules("", "", ""), new Schema(List.of(left)), new Schema(List.of(right))).check();

        // Then
        assertThat(findings)
                .contains(new IntegrityFinding(Kind.TYPE_MISMATCH, Side.SOURCE, "t", List.of("b", "c", "d")))
                .noneMatch(finding -> finding.kind().isFailing());
    }

    private MigrationPlan compile(String documents, String fields, String targetFields, Compatibility compatibility)
            throws IOException {
        return compile(List.of(A), List.of(B), documents, fields, targetFields, compatibility);
    }

    private MigrationPlan compile(
            List<Table> source,
            List<Table> target,
            String documents,
            String fields,
            String targetFields,
            Compatibility compatibility)
            throws IOException {
        MapRules rules = rules(documents, fields, targetFields);
        var environment =
                new PlanEnvironment(compatibility, Map.of(), Map.of(), new Schema(source), new Schema(target), rules);
        var routes = new PlanCompiler(rules, PlanCompilerTest::find, environment, Map.of(), problems)
                .compile().stream().map(table -> new Route(StepKind.MAP, table)).toList();
        return new MigrationPlan(
                environment.sourceSchema(), environment.targetSchema(), environment.compatibility(), routes);
    }

    private MapRules rules(String documents, String fields, String targetFields) throws IOException {
        Path file = folder.resolve("map.xml");
        Files.writeString(
                file,
                "<map><source><document_rules>" + documents + "</document_rules>" + fields + "</source><destination>"
                        + "<document_rules/>" + targetFields + "</destination></map>");
        return MapRules.read(file, problems);
    }

    private static Optional<HandlerFactory> find(String className) {
        return className.endsWith("SetValue") ? Optional.of(new SetValueFactory()) : Optional.empty();
    }

    private static final class SetValueFactory implements HandlerFactory {
        @Override
        public String name() {
            return "SetValue";
        }

        @Override
        public Set<String> requiredParameters() {
            return Set.of("value");
        }

        @Override
        public Set<String> optionalParameters() {
            return Set.of();
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return (row, opposite, context) -> row.set(binding.field(), binding.required("value"));
        }
    }

    private static final class NoLookups implements Lookups {
        @Override
        public @Nullable String find(Key lookup, String key) {
            return null;
        }

        @Override
        public void prefetch(Key lookup, Collection<String> keys) {}

        @Override
        public List<Row> all(String table) {
            return List.of();
        }
    }
}
