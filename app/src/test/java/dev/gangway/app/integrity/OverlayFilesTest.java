package dev.gangway.app.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayFilesTest {
    private static final Overlay OVERLAY = new Overlay(List.of(
            misfit(Cause.TABLE_NOT_MAPPED, Side.SOURCE, "acme--blog", "", "", 1),
            misfit(Cause.TABLE_NOT_MAPPED, Side.DESTINATION, "m2_table", "", "", 0),
            misfit(Cause.COLUMN_NOT_MAPPED, Side.SOURCE, "cms_page", "icon", "", 12),
            misfit(Cause.COLUMN_NOT_MAPPED, Side.DESTINATION, "cms_page", "extra", "", 0),
            misfit(Cause.TYPE_DIFFERS, Side.SOURCE, "cms_page", "sort", "int, counterpart smallint", 3),
            misfit(Cause.CLASS_UNKNOWN, Side.SOURCE, "eav_attribute", "acme/<x>&", "source_model", -1),
            misfit(Cause.CLASS_UNKNOWN, Side.SOURCE, "catalog_eav_attribute", "acme/<x>&", "renderer", -1),
            misfit(Cause.INPUT_MISSING, Side.SOURCE, "eav_attribute", "points", "customer", -1),
            misfit(Cause.ATTRIBUTE_MISSING, Side.SOURCE, "eav_attribute", "vat_id", "customer_address", -1),
            misfit(Cause.ORPHANS, Side.SOURCE, "sales_flat_order", "", "12 rows", -1)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Misfit misfit(Cause cause, Side side, String table, String name, String detail, long rows) {
        return new Misfit("acme - 1.0-", cause, side, table, name, detail, rows, true);
    }

    @Test
    void writesRuleFilesThatCanBeReadBack() {
        // When
        var files = new OverlayFiles(OVERLAY, folder.resolve("my.overlay.xml"));
        files.write(false);

        // Then
        var problems = new Problems();
        MapRules map = MapRules.read(files.names().getOrDefault(OptionName.MAP_OVERLAY, folder), problems);
        ClassMap classes = ClassMap.read(folder.resolve("my.overlay-class-map.xml"), problems);
        Groups groups = Groups.read(folder.resolve("my.overlay-attributes.xml"), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(map.isDocumentIgnored("acme--blog", Side.SOURCE)).isTrue();
        assertThat(map.isDocumentIgnored("m2_table", Side.DESTINATION)).isTrue();
        assertThat(map.isFieldIgnored("cms_page", "icon", Side.SOURCE)).isTrue();
        assertThat(map.isFieldIgnored("cms_page", "extra", Side.DESTINATION)).isTrue();
        assertThat(map.isDataTypeIgnored("cms_page", "sort", Side.SOURCE)).isTrue();
        assertThat(classes.pairs()).containsOnlyKeys("acme/<x>&").containsValue("");
        assertThat(groups.types("frontend_input_empty_allowed", "points")).containsExactly("customer");
        assertThat(groups.types("ignore", "vat_id")).containsExactly("customer_address");
    }

    @Test
    void saysAboveEachRuleWhatIsLostByIt() {
        assertThat(OVERLAY.entries())
                .extracting(Overlay.Entry::leftBehind)
                .containsExactly(
                        "table acme--blog stays behind, with 1 row",
                        "target table m2_table is left as it is, with 0 rows",
                        "column cms_page.icon stays behind, which holds a value in 12 rows; to keep them give the target's"
                                + " table a column of this name first",
                        "target column cms_page.extra gets its default in every row",
                        "values of cms_page.sort are converted by the server (int, counterpart smallint); a text that is"
                                + " too long is cut, a number that is too great becomes the greatest that fits, each listed as a"
                                + " loss; a key that is too great gets another number where no table refers to it, otherwise its"
                                + " row is parked",
                        "class acme/<x>& is dropped from eav_attribute",
                        "attribute points of customer is carried, but cannot be edited in Magento 2: it has no input type",
                        "attribute vat_id of customer_address may be missing: its column has Magento 2's default in every row,"
                                + " nothing is lost");
    }

    @Test
    void everyCauseIsSettledByARuleOrSaysWhyNot() {
        for (Cause cause : Cause.values()) {
            assertThat(new Overlay(List.of(misfit(cause, Side.SOURCE, "t", "n", "d", 1))).isEmpty())
                    .describedAs(cause.title())
                    .isEqualTo(!cause.instead().isEmpty());
        }
    }

    @Test
    void leavesAFileThatIsThere() throws IOException {
        // Given
        Path other = Files.writeString(folder.resolve("o-class-map.xml"), "mine");
        var files = new OverlayFiles(OVERLAY, folder.resolve("o.xml"));

        // When, then
        assertThatThrownBy(() -> files.write(false))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_EXISTS))
                .hasMessage(other + " is there already; choose another name, or add --force to overwrite");
        assertThat(folder.resolve("o.xml")).doesNotExist();
        files.write(true);
        assertThat(other).content().startsWith("<?xml");
    }
}
