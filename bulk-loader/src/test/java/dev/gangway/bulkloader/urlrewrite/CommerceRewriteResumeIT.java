package dev.gangway.bulkloader.urlrewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.LossStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Url rewrites of commerce shops that are broken off after every piece. */
class CommerceRewriteResumeIT {
    private static final List<String> CONTENT = List.of(
            "SELECT * FROM ~url_rewrite ORDER BY 1",
            "SELECT * FROM ~catalog_url_rewrite_product_category ORDER BY 1",
            "SELECT attribute_id, store_id, row_id, value FROM ~catalog_product_entity_varchar ORDER BY 3, 1, 2",
            "SELECT attribute_id, store_id, row_id, value FROM ~catalog_category_entity_varchar ORDER BY 3, 1, 2");

    private StepFixture shop;

    /** Every product, category and redirect is a piece of its own; category 12 and product 5 share a path. */
    @BeforeEach
    void create(@TempDir Path folder) {
        shop = CommerceShop.ofOwnStore(Servers.mariadb(), folder)
                .chunkRows(1)
                .option("auto_resolve_urlrewrite_duplicates", "1")
                .source(
                        "INSERT INTO ~catalog_category_entity_url_key VALUES (121, 3, 43, 1, 12, 'Ring')",
                        "INSERT INTO ~enterprise_url_rewrite (url_rewrite_id, request_path, target_path, is_system, value_id, store_id, entity_type) VALUES"
                                + " (9, 'Ring', 'catalog/category/view/id/12', 1, 121, 1, 2),"
                                + " (10, '" + "x".repeat(253) + "', 'catalog/category/view/id/12', 1, 121, 3, 2)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    private List<String> content() {
        return CONTENT.stream().flatMap(sql -> shop.rows(sql).stream()).toList();
    }

    /** As if killed, nothing is rolled back; after a failure the step is. */
    static Stream<Arguments> goesOnAtThePieceAndEndsWithTheSameRowsAndLosses() {
        Supplier<RuntimeException> killed = () -> new IllegalStateException("as if killed");
        Supplier<RuntimeException> failed = () -> new MigrationException(ErrorCode.INTERRUPTED, "fails");
        return Stream.of(argumentSet("killed", 3, killed), argumentSet("failed", 9, failed));
    }

    @ParameterizedTest
    @MethodSource
    void goesOnAtThePieceAndEndsWithTheSameRowsAndLosses(int pieces, Supplier<RuntimeException> broken) {
        // Given
        shop.run();
        List<String> uninterrupted = content();
        List<LossStore.Entry> losses = new LossStore(shop.state()).all();
        shop.reset();
        shop.target("DELETE FROM ~url_rewrite", "INSERT INTO ~url_rewrite (request_path, store_id) VALUES ('old', 1)");

        // When
        var done = new ArrayList<>(List.of(0));
        while (!runAndBreak(done, pieces, broken)) {
            assertThat(done).doesNotHaveDuplicates();
        }

        // Then
        assertThat(done).hasSizeGreaterThan(5).isSorted();
        assertThat(content()).isEqualTo(uninterrupted).hasSizeGreaterThan(40);
        assertThat(new LossStore(shop.state()).all()).isEqualTo(losses).hasSize(2);
    }

    /** Breaks off after so many pieces more than before; true when there were not as many left to do. */
    private boolean runAndBreak(List<Integer> done, int pieces, Supplier<RuntimeException> broken) {
        int before = done.get(done.size() - 1);
        shop.listener(new BulkListener() {
            @Override
            public void tableProgress(TableProgress progress) {
                if (progress.chunksDone() == before + pieces) {
                    done.add(progress.chunksDone());
                    throw broken.get();
                }
            }
        });
        try {
            shop.run();
            return true;
        } catch (IllegalStateException | MigrationException e) {
            return false;
        }
    }

    @Test
    void collectsAnewWhenAPathCameToBeSharedSinceTheCheck() {
        shop.option("auto_resolve_urlrewrite_duplicates", "0")
                .source("DELETE FROM ~enterprise_url_rewrite WHERE url_rewrite_id = 9")
                .listener(new BulkListener() {
                    @Override
                    public void stageFinished(StageRef stage, long millis) {
                        if (stage.stage().equals("integrity check")) {
                            shop.source(
                                    "UPDATE ~enterprise_url_rewrite SET request_path = 'ring', store_id = 1 WHERE url_rewrite_id = 10");
                        }
                    }
                });
        assertThatThrownBy(shop::run).hasMessageContaining("came to share request paths: ring.html in store 1");

        shop.source("UPDATE ~enterprise_url_rewrite SET request_path = 'mended' WHERE url_rewrite_id = 10")
                .listener(BulkListener.SILENT)
                .run();

        assertThat(shop.rows("SELECT request_path FROM ~url_rewrite WHERE request_path LIKE 'mended%'"))
                .containsExactly("mended.html");
    }

    @Test
    void takesUpWhatCameToBeOnTheSourceBehindTheLastPiece() {
        shop.listener(new BulkListener() {
            @Override
            public void tableProgress(TableProgress progress) {
                if (progress.chunksDone() == 1) {
                    throw new IllegalStateException("broken off");
                }
            }
        });
        assertThatThrownBy(shop::run).hasMessage("broken off");

        shop.source(
                        "INSERT INTO ~catalog_product_website VALUES (9, 1)",
                        "INSERT INTO ~catalog_product_entity_url_key VALUES (91, 4, 97, 0, 9, 'late')",
                        "INSERT INTO ~enterprise_url_rewrite (url_rewrite_id, request_path, target_path, is_system, value_id, store_id, entity_type) VALUES"
                                + " (20, 'late', 'catalog/product/view/id/9', 1, 91, 0, 3)")
                .listener(BulkListener.SILENT)
                .run();

        assertThat(shop.rows(
                        "SELECT store_id, request_path FROM ~url_rewrite WHERE request_path LIKE 'late%' ORDER BY 1"))
                .containsExactly("1|late.html", "2|late");
    }

    @Test
    void emptiesBothTablesWhenNotAllIsThereAndWritesThemAgain() {
        shop.listener(new BulkListener() {
            @Override
            public void stageFinished(StageRef stage, long millis) {
                if (stage.isData()) {
                    shop.target("DELETE FROM ~url_rewrite WHERE request_path = 'kept'");
                }
            }
        });
        assertThatThrownBy(shop::run).hasMessageContaining("Mismatch of entities in the document: url_rewrite");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~url_rewrite")).containsExactly("0");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~catalog_url_rewrite_product_category"))
                .containsExactly("0");

        shop.listener(BulkListener.SILENT).run();

        assertThat(shop.rows("SELECT COUNT(*) FROM ~url_rewrite WHERE request_path = 'kept'"))
                .containsExactly("1");
        assertThat(shop.findings()).isEmpty();
    }
}
