package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transaction that is being read: its head, what it holds so far, its savepoints. Confined to one thread. */
final class OpenTransaction {
    private final List<Event> head = new ArrayList<>();
    private final Map<String, Integer> savepoints = new HashMap<>();
    private final long memory;
    private HeldEvents held;
    private boolean open;
    private boolean beginsByName;
    private boolean structureUndecided;

    OpenTransaction(long memory) {
        this.memory = memory;
        this.held = new HeldEvents(memory);
    }

    boolean isOpen() {
        return open;
    }

    /** False while an ALTER in two phases may still fail. */
    boolean structureDecided() {
        return !structureUndecided;
    }

    /** The event that names the transaction comes before the one that begins it. */
    void named(Event gtid, Optional<MariaDbGtid> mariaDb) {
        forget();
        head.add(gtid);
        beginsByName = mariaDb.isPresent();
        open = mariaDb.isPresent() && !mariaDb.get().standalone();
        structureUndecided = mariaDb.map(MariaDbGtid::structureUndecided).orElse(false);
    }

    /** MariaDB's transactions begin with their name already. */
    void begun(Event begin) {
        if (!beginsByName) {
            head.add(begin);
        }
        open = true;
    }

    void add(HeldEvent event) {
        held.add(event);
        open = true;
    }

    void savepoint(String name) {
        savepoints.put(name, held.size());
    }

    /** False when there is no such savepoint. */
    boolean rollBackTo(String name) {
        Integer size = savepoints.get(name);
        if (size != null) {
            held.rollBackTo(size);
            savepoints.values().removeIf(other -> other > size);
        }
        return size != null;
    }

    void rollBack() {
        held.rollBackTo(0);
    }

    /** Takes out the events before the first change. */
    List<Event> takeHead() {
        List<Event> taken = List.copyOf(head);
        head.clear();
        return taken;
    }

    /** Takes out what was held; the caller closes it. */
    HeldEvents takeHeld() {
        HeldEvents taken = held;
        held = new HeldEvents(memory);
        return taken;
    }

    /** Ends the transaction; what was not taken out is dropped. */
    void forget() {
        held.close();
        held = new HeldEvents(memory);
        head.clear();
        savepoints.clear();
        open = false;
        beginsByName = false;
        structureUndecided = false;
    }
}
