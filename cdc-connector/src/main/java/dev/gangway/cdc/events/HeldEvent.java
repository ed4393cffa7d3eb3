package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import java.util.Set;

/** Something that waits for the end of its transaction. */
sealed interface HeldEvent {
    EventHeaderV4 header();

    /** True when it stays although the transaction is rolled back: a table of it cannot undo. */
    boolean survivesRollback();

    /** Rows of a captured table, or the table map before them. */
    record Rows(EventHeaderV4 header, RawEvent raw, boolean survivesRollback) implements HeldEvent {}

    /** A statement that changes structures, as it came. */
    record Structure(com.github.shyiko.mysql.binlog.event.Event event) implements HeldEvent {
        @Override
        public EventHeaderV4 header() {
            return event.getHeader();
        }

        @Override
        public boolean survivesRollback() {
            return true;
        }
    }

    /** A change that cannot be carried, unless the transaction is rolled back. */
    record Lost(EventHeaderV4 header, String what, Set<String> tables, boolean survivesRollback) implements HeldEvent {}
}
