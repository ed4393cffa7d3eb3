package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.Event;
import java.util.Map;

/** Where {@link TransactionGate} hands out what has become certain. */
public interface Outlet {
    /** An event that was committed, or belongs to no transaction. */
    void event(Event event);

    /** Changes that cannot be carried. */
    void unreadable(Unreadable place);

    /** Where reading would have to begin again to see everything that was not handed out so far. */
    Map<String, ?> resumePoint();
}
