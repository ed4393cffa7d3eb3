package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.wiring.CoverageReport;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StageConfig;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.problem.Place;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageReportTest {
    private static final Table OLD = table("old_order");
    private static final Table NEW = table("new_order");

    private final MigrationPlan plan = new MigrationPlan(
            new Schema(List.of(OLD)),
            new Schema(List.of(NEW)),
            Compatibility.CORRECT,
            List.of(
                    new Route(StepKind.MAP, TablePlan.of(OLD, NEW, List.of(), List.of())),
                    new Route(StepKind.ORDER_GRIDS, TablePlan.identical(OLD, ShadowTable.of(OLD, List.of())))));

    @Test
    void namesRoutesAndDerivationsOfEachTableAndWhatOnlyTheLoadDoes() {
        // Given
        var report = new CoverageReport(
                plan,
                new DerivationSet(List.of(new Grid())),
                List.of(step("Map Step", StepKind.MAP), step("Grids", StepKind.ORDER_GRIDS), step("Eav", StepKind.EAV)),
                Set.of("old_order"));

        // When
        String text = report.text();

        // Then
        assertThat(text)
                .contains(
                        "old_order: captured, mapped to new_order (Map Step), shadow:old_order (Grids), derives grid of orders, applied by the sink")
                .contains("Only the load does: Eav.");
        assertThat(report.loadedOnly()).containsExactly("Eav");
        assertThat(report.notCaptured()).isEmpty();
    }

    @Test
    void namesTablesOfWhichNothingIsCaptured() {
        // Given
        var report = new CoverageReport(plan, DerivationSet.NONE, List.of(), Set.of());

        // Then
        assertThat(report.notCaptured()).containsExactly("old_order");
        assertThat(report.text()).contains("old_order: not captured");
        assertThat(report.json()).contains("\"captured\" : false");
    }

    @Test
    void refusesAGapThatIsNotAcceptedByItsName() {
        // Given
        Table rewrites = table("enterprise_url_rewrite");
        var carried = new MigrationPlan(
                new Schema(List.of(OLD, rewrites)), new Schema(List.of(NEW)), Compatibility.CORRECT, plan.routes());
        var report = new CoverageReport(
                carried, DerivationSet.NONE, List.of(step("Urls", StepKind.URL_REWRITE)), Set.of("old_order"));

        // Then
        assertThat(report.text()).contains("enterprise_url_rewrite: read by the load's Urls only");
        assertThat(report.json()).contains("commerce-url-rewrites");
        assertThatThrownBy(() -> report.requireNoGap(Optional.empty()))
                .hasMessageContaining("Changes of enterprise_url_rewrite, which the Urls of the load reads")
                .hasMessageContaining("<accepted_gaps>commerce-url-rewrites</accepted_gaps>");
        report.requireNoGap(Optional.of("commerce-url-rewrites"));
    }

    private static Table table(String name) {
        var id = new Column("id", "int(11)", false, null, false, false, null);
        return new Table(name, List.of(id), List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }

    private static StepConfig step(String title, StepKind kind) {
        return new StepConfig(
                title, Place.NOWHERE, Map.of(Stage.DATA, new StageConfig(Stage.DATA, kind, "Data", Place.NOWHERE)));
    }

    private static final class Grid implements Derivation {

        @Override
        public String name() {
            return "grid of orders";
        }

        @Override
        public StepKind step() {
            return StepKind.ORDER_GRIDS;
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.key("new_order", "id"));
        }

        @Override
        public List<Output> outputs() {
            return List.of(new Output("grid", "id"));
        }

        @Override
        public void recompute(Connection connection, Keys keys, DerivedWriter writer) {
            throw new AssertionError("A report computes nothing");
        }
    }
}
