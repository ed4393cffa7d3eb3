package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import io.debezium.connector.common.CdcSourceTaskContext;

/** What both streams share. */
public final class StreamTimes {
    /** Setting of the engine: milliseconds after which an idle server tells where it is. */
    public static final String HEARTBEAT = "gangway.heartbeat.ms";

    private StreamTimes() {}

    static long heartbeat(CdcSourceTaskContext<?> context) {
        return context.getRawConfig().getLong(HEARTBEAT);
    }

    static boolean isTransactionControl(Event event) {
        if (EventDataWrapper.internal(event.getData()) instanceof QueryEventData query) {
            String sql = query.getSql().trim();
            return sql.equalsIgnoreCase("BEGIN") || sql.equalsIgnoreCase("COMMIT");
        }
        return false;
    }
}
