package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.FindingStore;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison of a migrated reference shop finds nothing, and then exactly what somebody changed in the target. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenDiffIT {

    @ParameterizedTest
    @ValueSource(strings = {"correct", "strict"})
    void findsExactlyWhatWasChangedInTheTarget(String compatibility) throws Exception {
        DatabaseServer server = Servers.mariadb();
        var setup = new GoldenConfig(
                server,
                Golden.sharedSource(server, "m1-sample", ""),
                "",
                server,
                Golden.target(server, "m2-empty"),
                "",
                compatibility,
                GoldenConfig.Rules.OWN);
        try (var run = new GoldenRun(setup)) {
            run.run(Mode.SETTINGS);
            run.run(Mode.DATA);

            DiffResult untouched = diff(run.config());

            assertThat(told(untouched)).isEmpty();
            assertThat(untouched.unjudged()).isZero();
            assertThat(untouched.rows()).isGreaterThan(200_000);
            assertThat(deviations(untouched)).isPositive();

            // When
            var planted = new PlantedDifferences(server, setup.targetName());
            List<String> expected = planted.plant();
            assertThat(expected).hasSize(40);
            DiffResult touched = diff(run.config());

            // Then
            assertThat(told(touched)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(deviations(touched)).isEqualTo(deviations(untouched));
        }
    }

    /** What was found, but for documented deviations. */
    static List<String> told(DiffResult result) {
        return result.findings().stream()
                .map(FindingStore.Stored::finding)
                .filter(finding -> finding.kind() != Kind.DEVIATION)
                .map(finding -> finding.kind().word() + " " + finding.table() + " " + finding.key()
                        + (finding.columns().isEmpty() ? "" : " " + finding.columns()))
                .toList();
    }

    private static long deviations(DiffResult result) {
        return result.tables().values().stream()
                .mapToLong(table -> table.found(Kind.DEVIATION))
                .sum();
    }

    /** Compares everything. */
    static DiffResult diff(MigrationConfig config) {
        try (MigrationContext context = MigrationContext.open(config)) {
            var input = DiffInputs.of(context);
            var diff = new DiffRun(input, DiffListener.SILENT);
            DiffStore.Run made = diff.create(List.of());
            diff.go(made);
            var store = new DiffStore(input.state());
            return DiffResult.read(store, store.find(made.id()).orElseThrow());
        }
    }
}
