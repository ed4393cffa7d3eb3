package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;

/** Makes the plain beginnings and ends of transactions that stand for what the server wrote in other words. */
final class Synthetic {
    private Synthetic() {}

    static Event begin(Event place) {
        return query("BEGIN", place);
    }

    static Event commit(Event place) {
        return query("COMMIT", place);
    }

    private static Event query(String sql, Event place) {
        var data = new QueryEventData();
        data.setSql(sql);
        data.setDatabase("");
        EventHeaderV4 at = place.getHeader();
        var header = new EventHeaderV4();
        header.setEventType(EventType.QUERY);
        header.setServerId(at.getServerId());
        header.setTimestamp(at.getTimestamp());
        header.setFlags(at.getFlags());
        header.setEventLength(at.getEventLength());
        header.setNextPosition(at.getNextPosition());
        return new Event(header, data);
    }
}
