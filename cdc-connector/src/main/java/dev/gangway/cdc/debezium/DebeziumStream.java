package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import java.time.Instant;

/** What Debezium's own stream does with an event that is let through to it. Confined to the binlog client's thread. */
interface DebeziumStream {

    /** Takes over an event's time; the time of the last event that had one, which may be that of its transaction. */
    Instant takeTime(Event event);

    void handle(Event event);

    /** Lets it take a table's definition from a statement. */
    void define(Event statement);
}
