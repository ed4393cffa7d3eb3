package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The binlog of the same server is emptied, and has come to the place where capture was before anybody looks: on a server of its own. */
@NullUnmarked
abstract class BinlogBegunAnewContract extends BinlogFixture {
    private void refuses() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::restart)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BINLOG_PURGED))
                .withMessageContaining("its binlog ")
                .withMessageContaining("begun anew (RESET MASTER)")
                .withMessageContaining("gangway attach");
    }

    @Test
    void refusesToGoOnInABinlogThatWasBegunAnew() throws Exception {
        source.start(checkpoint);
        sql("FLUSH LOGS", "INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, 'b', 'c')");
        drain();
        restart();
        sql("UPDATE mg_link SET c = 'known' WHERE a = 1", "FLUSH LOGS", "INSERT INTO mg_nonce VALUES (1, 1)");
        drain();
        restart();
        assertReplicaEqualsSource();
        source.close();

        server().execute("RESET MASTER");
        sql("UPDATE mg_link SET c = 'lost' WHERE a = 2");
        refuses();

        sql("FLUSH LOGS", "FLUSH LOGS", "FLUSH LOGS");
        String[] passing = new String[200];
        java.util.Arrays.setAll(passing, i -> "UPDATE mg_link SET c = '" + i + "' WHERE a = 1");
        sql(passing);
        refuses();
    }
}
