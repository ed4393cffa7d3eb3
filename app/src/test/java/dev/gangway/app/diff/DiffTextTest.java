package dev.gangway.app.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.FindingStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffTextTest {
    private static final Layout LAYOUT = new Layout("customer_entity", List.of("email", "password_hash"));
    private static final Finding FINDING = new Finding(
            Kind.CHANGED,
            "customer_entity",
            "entity_id=7",
            List.of("7"),
            List.of("email", "password_hash"),
            "",
            Row.full(LAYOUT, new Object[] {"a@example.com", "5f4dcc3b5aa765d61d8327deb882cf99:x"}),
            Row.full(LAYOUT, new Object[] {"b@example.com", "0"}));
    private static final FindingStore.Stored STORED =
            new FindingStore.Stored(1, "customer_entity > customer_entity", FINDING);
    private static final DiffResult RESULT = new DiffResult(
            new DiffStore.Run(3, DiffStore.DONE, List.of()),
            Map.of(
                    "customer_entity",
                    new DiffStore.TableResult(new Counts(5, 5, 4, 0), 0, 1500, Map.of(Kind.CHANGED, 1L)),
                    "store",
                    new DiffStore.TableResult(new Counts(2, 2, 2, 0), 0, 1, Map.of())),
            Map.of("eav_attribute", new DiffStore.Skipped("decided as a whole", false)),
            List.of(STORED));

    @Test
    void showsTablesThatDifferAndBothRowsSideBySide() {
        String text = new DiffText(RESULT, Map.of(STORED, FINDING), false).text();

        assertThat(text)
                .containsPattern("customer_entity +5 +4 +0 +0 +1 +0 +0 +0 +1\\.5")
                .contains("1 tables are equal")
                .contains("email: 'a@example.com' | 'b@example.com'")
                .contains("eav_attribute: decided as a whole")
                .contains("Comparison 3: 7 rows in 2 tables, 1 differences, 0 not judged");
    }

    @Test
    void neverShowsAHash() {
        assertThat(new DiffText(RESULT, Map.of(STORED, FINDING), true).text())
                .contains("password_hash: *** | ***")
                .doesNotContain("5f4dcc3b");
    }

    @Test
    void givesProgramsKeysAndColumnsButNoValues() {
        assertThat(new DiffJson(RESULT, Map.of(STORED, FINDING)).text())
                .contains("\"differences\" : 1", "\"changed\" : 1", "\"key\" : \"entity_id=7\"")
                .doesNotContain("example.com");
    }

    @Test
    void tellsHowFarItIs() {
        assertThat(DiffProgress.text(new DiffListener.Progress("a > b", 5_000, 605_000, 5_000, 1_000)))
                .isEqualTo("5,000 of 605,000 rows compared, 5,000 rows/s, about 2:00 min left (a > b)");
    }
}
