package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;

/** What both streams share. */
final class StreamTimes {
    /** How often an idle server tells where it is. */
    static final long HEARTBEAT_MS = 500;

    private StreamTimes() {}

    static boolean isTransactionControl(Event event) {
        if (EventDataWrapper.internal(event.getData()) instanceof QueryEventData query) {
            String sql = query.getSql().trim();
            return sql.equalsIgnoreCase("BEGIN") || sql.equalsIgnoreCase("COMMIT");
        }
        return false;
    }
}
