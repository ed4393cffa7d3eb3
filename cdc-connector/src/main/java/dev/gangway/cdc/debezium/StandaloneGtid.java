package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import io.debezium.connector.binlog.BinlogOffsetContext;

/**
 * Ends the transaction that Debezium opens at every MariaDB GTID: a GTID marked standalone (a DDL statement) has no commit
 * event, its one statement is the whole of it.
 */
final class StandaloneGtid {
    private static final int FL_STANDALONE = 1;

    private boolean standalone;

    void after(Event event, BinlogOffsetContext<?> offset) {
        EventType type = event.getHeader().getEventType();
        if (type == EventType.MARIADB_GTID
                && EventDataWrapper.internal(event.getData()) instanceof MariadbGtidEventData gtid) {
            standalone = (gtid.getFlags() & FL_STANDALONE) != 0;
        } else if (type == EventType.QUERY && standalone) {
            standalone = false;
            offset.commitTransaction();
        }
    }
}
