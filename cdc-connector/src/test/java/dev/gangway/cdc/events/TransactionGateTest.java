package dev.gangway.cdc.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionGateTest {
    private final EventReader reader = new EventReader(() -> {});
    private final BinlogBytes log = new BinlogBytes(reader).rotate("bin.000007");
    private final List<String> out = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();

    @Test
    void handsOutATransactionAtItsEndAndDropsTablesThatAreNotCaptured() {
        log.query("BEGIN").insert("page", 1).insert("other", 2).insert("page", 3);
        assertThat(read()).isEmpty();
        log.xid();
        assertThat(read()).containsExactly("BEGIN", "rows [1]", "rows [3]", "end");
    }

    @Test
    void dropsWhatARollbackUndoesButNotRowsOfTablesThatCannotUndo() {
        log.query("BEGIN")
                .insert("page", 1)
                .insert("plain", 2)
                .insert("page", 3)
                .query("ROLLBACK");
        assertThat(read()).containsExactly("BEGIN", "rows [2]", "COMMIT");
    }

    @Test
    void dropsWhatWasDoneSinceASavepoint() {
        log.query("BEGIN").insert("page", 1).query("SAVEPOINT `One`").insert("page", 2);
        log.query("SAVEPOINT two").insert("page", 3).query("ROLLBACK TO `two`").insert("page", 4);
        log.query("ROLLBACK TO one").insert("page", 5).query("COMMIT");
        assertThat(read()).containsExactly("BEGIN", "rows [1]", "rows [5]", "COMMIT");
    }

    @Test
    void dropsATransactionThatACrashCutOff() {
        log.query("BEGIN").insert("page", 1).rotate("bin.000008");
        log.add(3, new byte[0]).query("BEGIN").insert("page", 2).xid();
        assertThat(read()).containsExactly("BEGIN", "rows [2]", "end");
    }

    @Test
    void keepsAnXaTransactionAsideUntilItIsCommitted() {
        log.query("XA START X'6131',X'',1")
                .insert("page", 1)
                .query("XA END X'6131',X'',1")
                .xaPrepare("a1");
        log.query("XA START X'6132',X'',1")
                .insert("page", 2)
                .query("XA END X'6132',X'',1")
                .xaPrepare("a2");
        log.query("BEGIN").insert("page", 3).xid();
        log.query("XA ROLLBACK X'6131',X'',1").query("XA COMMIT X'6132',X'',1");
        assertThat(read())
                .containsExactly(
                        "BEGIN",
                        "COMMIT",
                        "BEGIN",
                        "COMMIT",
                        "BEGIN",
                        "rows [3]",
                        "end",
                        "COMMIT",
                        "BEGIN",
                        "rows [2]",
                        "COMMIT");
        assertThat(places).isSorted();
        assertThat(unreadable).isEmpty();
    }

    @Test
    void namesTheCommitOfAnXaTransactionThatItNeverSaw() {
        log.query("XA COMMIT X'6131',X'',1");
        read();
        assertThat(unreadable).singleElement().satisfies(u -> {
            assertThat(u.what()).contains("XA transaction");
            assertThat(u.file()).isEqualTo("bin.000007");
            assertThat(u.offset()).isEqualTo(places.get(1));
        });
    }

    @Test
    void readsEventsThatMariaDbCompressed() {
        log.compressedQuery("BEGIN").compressedInsert("page", 1, 2, 3).xid();
        log.compressedQuery("ALTER TABLE page ADD COLUMN a_column_with_a_long_name INT");
        assertThat(read())
                .containsExactly(
                        "BEGIN", "rows [1, 2, 3]", "end", "ALTER TABLE page ADD COLUMN a_column_with_a_long_name INT");
    }

    @Test
    void namesStatementsThatChangeCapturedTablesAndNoOthers() {
        log.query("BEGIN").query("UPDATE other o, `shop`.`Page` p SET p.a = 1").xid();
        log.query("BEGIN").query("INSERT INTO other SELECT * FROM page").xid();
        log.query("SET STATEMENT max_statement_time=1 FOR DELETE FROM page").query("GRANT SELECT ON page TO x");
        log.query("BEGIN").query("UPDATE page SET a = 1").query("ROLLBACK");
        read();
        assertThat(unreadable).hasSize(2).allSatisfy(u -> {
            assertThat(u.tables()).containsExactly("page");
            assertThat(u.what()).contains("as its statement");
            assertThat(u.remedy()).contains("binlog_format");
        });
    }

    @Test
    void namesEventsAndStatementsThatAreNotKnown() {
        log.add(26, new byte[3]).add(99, new byte[3]).query("CALL refresh()").query("FROBNICATE page");
        log.add(99, 0x80, new byte[3]);
        read();
        assertThat(unreadable)
                .extracting(Unreadable::what)
                .satisfiesExactly(
                        what -> assertThat(what).contains("type 26 (INCIDENT)"),
                        what -> assertThat(what).contains("type 99"),
                        what -> assertThat(what).contains("CALL"),
                        what -> assertThat(what).contains("FROBNICATE"));
    }

    @Test
    void keepsLargeTransactionsInAFile() {
        log.query("BEGIN");
        List<String> expected = new ArrayList<>(List.of("BEGIN"));
        for (int i = 0; i < 50; i++) {
            log.insert("page", i);
            expected.add("rows [" + i + "]");
        }
        log.query("SAVEPOINT s").insert("page", 99).query("ROLLBACK TO s").xid();
        expected.add("end");
        assertThat(read(100)).isEqualTo(expected);
    }

    private List<String> read() {
        return read(TransactionGate.MEMORY);
    }

    private List<String> read(long memory) {
        out.clear();
        var scope = new GateScope(
                "shop",
                (database, table) -> !table.equals("other"),
                List.of("page", "plain"),
                List.of("plain"),
                Map.of());
        var gate = new TransactionGate(reader, scope, new Recorder(), memory);
        log.events().forEach(gate::accept);
        return out;
    }

    private final class Recorder implements Outlet {
        @Override
        public void event(Event event) {
            EventData data = EventDataWrapper.internal(event.getData());
            places.add(((EventHeaderV4) event.getHeader()).getPosition());
            if (data instanceof QueryEventData query) {
                out.add(query.getSql());
            } else if (data instanceof WriteRowsEventData rows) {
                out.add("rows " + rows.getRows().stream().map(row -> row[0]).toList());
            } else if (event.getHeader().getEventType() == com.github.shyiko.mysql.binlog.event.EventType.XID) {
                out.add("end");
            }
        }

        @Override
        public void unreadable(Unreadable place) {
            unreadable.add(place);
        }

        @Override
        public Map<String, ?> resumePoint() {
            return Map.of("file", "bin.000007", "pos", 4L);
        }
    }
}
