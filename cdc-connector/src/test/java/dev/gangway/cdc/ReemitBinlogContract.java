package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.RowChange;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The contract for the binlog, where rows are locked for the moment in which they are read. */
@NullUnmarked
abstract class ReemitBinlogContract extends ReemitContract {
    private BinlogCapture capture;

    @Override
    protected Checkpoint prepare() {
        capture = new BinlogCapture(database, tables);
        return capture.begin();
    }

    @Override
    protected ChangeSource newSource(PieceLimits limits) {
        return capture.source(limits, queue);
    }

    @Override
    protected boolean seesTruncate() {
        return true;
    }

    @Test
    void waitsForAnOpenTransactionOnTheRowsAndHoldsUpNothingElse() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')");
        drain();
        long request;
        try (Connection open = database.open();
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("UPDATE mg_customer SET email = 'later' WHERE id = 1");
            request = store.request("repair", "a test", "customer", List.of(Map.of("id", 1)));
            carryUntil(() -> progress(request).trouble().isPresent());
            sql("UPDATE mg_customer SET email = 'meanwhile' WHERE id = 2");
            drain();
            assertThat(replica.rows("customer").get("[2]").text("email")).isEqualTo("meanwhile");
            assertThat(progress(request).isSent()).isFalse();
            open.commit();
        }
        List<RowChange> changes = carryUntilSent(request);

        assertThat(changes)
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.after().text("email")).isEqualTo("later"));
        assertThat(progress(request).trouble()).isEmpty();
        assertPositionsRise();
    }
}
