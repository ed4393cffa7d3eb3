package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Integrity findings stop a run unless they are accepted; then they are warnings, and the check is not remembered as passed. */
class AutoResolveIT {
    @TempDir
    Path folder = Path.of("");

    /** Keeps what a person would be told. */
    private static final class Told implements BulkListener {
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void findings(StageRef stage, List<Finding> found) {
            findings.addAll(found);
        }

        @Override
        public void warning(String message) {
            warnings.add(message);
        }
    }

    @Test
    void goesOnWithWarningsOnlyWhenFindingsAreAccepted() throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.mariadb(), folder, StepsConfig.NO_RULES);
        shop.both("CREATE TABLE fits (id INT PRIMARY KEY, v INT)");
        shop.server().executeIn(shop.source, "INSERT INTO fits VALUES (1, 2)", "CREATE TABLE vendor_extra (id INT)");
        var told = new Told();

        // When, then
        assertThatThrownBy(() -> shop.loader(told).run(Mode.DATA))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTEGRITY_FAILED))
                .hasMessageContainingAll("vendor_extra", "--auto");
        assertThat(told.findings).containsExactly(Finding.error("Source documents are not mapped: vendor_extra"));

        // And
        shop.auto = true;
        told.findings.clear();
        shop.loader(told).run(Mode.DATA);
        assertThat(told.findings).containsExactly(Finding.warning("Source documents are not mapped: vendor_extra"));
        assertThat(told.warnings).contains("1 integrity findings are accepted because of --auto");
        assertThat(shop.server().query("SELECT v FROM " + shop.target + ".fits"))
                .containsExactly(List.of("2"));
    }
}
