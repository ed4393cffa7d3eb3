package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;

/**
 * Gives every event of the binlog its position. MariaDB from 11.4 on writes 0 for the events between a transaction's first
 * and last ({@code binlog_legacy_event_pos=OFF}); Debezium would place them all before the transaction. Their places follow
 * from the lengths of the events before them. Events that the server does not send, such as annotations, leave no gap: a place
 * is then earlier than in the file, but in order, inside its transaction, and the same whenever it is read. Confined to the
 * binlog client's thread.
 */
final class EventPositions {
    private static final int ARTIFICIAL = 0x20;

    private long end;

    /** Fills in what the event's header leaves out. Events must come in the order of the binlog. */
    void complete(Event event) {
        if (EventDataWrapper.internal(event.getData()) instanceof RotateEventData rotate) {
            end = rotate.getBinlogPosition();
            return;
        }
        if (!(event.getHeader() instanceof EventHeaderV4 header) || (header.getFlags() & ARTIFICIAL) != 0) {
            return;
        }
        if (header.getNextPosition() == 0 && end > 0) {
            header.setNextPosition(end + header.getEventLength());
        }
        end = Math.max(end, header.getNextPosition());
    }
}
