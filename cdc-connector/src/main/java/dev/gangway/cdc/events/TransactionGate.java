package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import dev.gangway.cdc.events.EventReader.UnreadableEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only what the source committed.
 *
 * <ol>
 *   <li>A transaction is handed out when its commit has been read; one that was rolled back, or that a crash cut off, never.
 *   <li>An XA transaction is kept aside when it is prepared and handed out at the place of its XA COMMIT.
 *   <li>What holds changes that cannot be read is handed out as {@link Unreadable}, in its place; nothing is left out in silence.
 *   <li>Rows of tables that are not captured are dropped unread.
 * </ol>
 *
 * <p>Debezium sees an ordinary stream of transactions: each begins, holds rows, and ends with a commit. Confined to the binlog
 * client's thread.
 */
public final class TransactionGate {
    /** Bytes of one transaction that are kept in memory before a file is used. */
    static final long MEMORY = 32L << 20;

    private static final int ARTIFICIAL = 0x20;

    private final EventReader reader;
    private final GateScope scope;
    private final Outlet outlet;
    private final OpenTransaction open;
    private final Map<XaName, Prepared> prepared = new LinkedHashMap<>();
    private final TableNumbers tables;
    private String file = "";

    public TransactionGate(EventReader reader, GateScope scope, Outlet outlet) {
        this(reader, scope, outlet, MEMORY);
    }

    TransactionGate(EventReader reader, GateScope scope, Outlet outlet, long memory) {
        this.reader = reader;
        this.scope = scope;
        this.outlet = outlet;
        this.open = new OpenTransaction(memory);
        this.tables = new TableNumbers(scope);
    }

    /**
     * An XA transaction between its preparation and its end.
     *
     * @param from where reading must begin to meet it again
     */
    private record Prepared(HeldEvents events, Map<String, ?> from) {}

    /** Where reading must begin to meet all that is still undecided; null when nothing is. */
    public @Nullable Map<String, ?> undecidedFrom() {
        return prepared.isEmpty() ? null : prepared.values().iterator().next().from();
    }

    /** The binlog file that is being read; empty before the first event. */
    public String file() {
        return file;
    }

    /** Takes the next event of the binlog. */
    public void accept(Event event) {
        RawEvent raw = raw(event);
        if (event.getData() instanceof UnreadableEvent) {
            refuse(event, raw, "cannot be read");
            return;
        }
        switch (raw.kind().treatment()) {
            case ROWS -> rows(event, raw);
            case STATEMENT -> statement(event, raw);
            case CONTROL -> control(event, raw);
            case ENVELOPE -> unpack(event, raw);
            case REFUSED -> refused(event, raw);
            case IRRELEVANT -> outsideTransactions(event);
        }
    }

    private static RawEvent raw(Event event) {
        EventData data = event.getData();
        while (data instanceof EventDataWrapper wrapper) {
            data = wrapper.getExternal();
        }
        return data instanceof UnreadableEvent unreadable ? unreadable.raw() : (RawEvent) data;
    }

    private static EventHeaderV4 header(Event event) {
        return event.getHeader();
    }

    /** Inside a transaction nothing is handed out before its end. */
    private void outsideTransactions(Event event) {
        if (!open.isOpen()) {
            outlet.event(event);
        }
    }

    private void refused(Event event, RawEvent raw) {
        if (raw.isIgnorable()) {
            outsideTransactions(event);
        } else {
            refuse(
                    event,
                    raw,
                    raw.kind() == EventKind.INCIDENT ? "says that changes are missing" : "is of no known form");
        }
    }

    private void refuse(Event event, RawEvent raw, String why) {
        String name = raw.kind() == EventKind.UNKNOWN ? "" : " (" + raw.kind() + ")";
        handOutUnreadable("an event of type " + raw.number() + name + " that " + why, Set.of(), header(event));
    }

    private void handOutUnreadable(String what, Set<String> tablesHit, EventHeaderV4 place) {
        outlet.unreadable(new Unreadable(what, tablesHit, Remedy.of(what), file, place.getPosition()));
    }

    private void unpack(Event event, RawEvent raw) {
        try {
            for (RawEvent inner : PlainEvents.unpack(raw)) {
                accept(reader.inside(inner, header(event)));
            }
        } catch (IOException e) {
            refuse(event, raw, "cannot be read: " + e.getMessage());
        }
    }

    private void rows(Event event, RawEvent raw) {
        Optional<String> table = raw.kind() == EventKind.TABLE_MAP ? tables.map(raw) : tables.captured(raw);
        table.ifPresent(name -> open.add(new HeldEvent.Rows(header(event), raw, scope.keepsRolledBackRows(name))));
    }

    private void control(Event event, RawEvent raw) {
        switch (raw.kind()) {
            case GTID, GTID_TAGGED, ANONYMOUS_GTID -> open.named(event, Optional.empty());
            case MARIADB_GTID -> open.named(event, Optional.of(MariaDbGtid.of(raw)));
            case XID -> commit(event);
            case XA_PREPARE -> prepare(event);
            case HEARTBEAT, HEARTBEAT_V2 -> outsideTransactions(event);
            default -> boundary(event);
        }
    }

    /** A log's beginning or end: a transaction that is open there was cut off by a crash and rolled back. */
    private void boundary(Event event) {
        if (EventDataWrapper.internal(event.getData()) instanceof RotateEventData rotate) {
            file = rotate.getBinlogFilename();
        }
        if ((header(event).getFlags() & ARTIFICIAL) == 0) {
            open.forget();
        }
        outsideTransactions(event);
    }

    private void statement(Event event, RawEvent raw) {
        Statement statement = LoadStatement.of(raw).orElseGet(() -> {
            QueryEventData query = (QueryEventData) EventDataWrapper.internal(event.getData());
            return Statement.of(query.getSql(), query.getDatabase());
        });
        switch (statement.kind()) {
            case BEGIN, XA_START -> open.begun(Synthetic.begin(event));
            case COMMIT -> commit(event);
            case ROLLBACK -> {
                open.rollBack();
                commit(event);
            }
            case SAVEPOINT -> savepoint(statement);
            case ROLLBACK_TO -> rollBackTo(event, statement);
            case XA_END -> {}
            case XA_COMMIT, XA_ROLLBACK -> decide(event, statement);
            case CHANGE -> change(event, statement);
            case STRUCTURE -> structure(event);
            case IRRELEVANT -> alone(Synthetic.commit(event));
            case CALL -> lost(event, "a call whose changes cannot be told (" + verb(statement) + ")", Set.of());
            case UNKNOWN -> lost(event, "a statement that is not known (" + verb(statement) + ")", Set.of());
        }
    }

    private static String verb(Statement statement) {
        return statement.words().get(0).text();
    }

    private void savepoint(Statement statement) {
        if (!statement.isRelease()) {
            open.savepoint(statement.subject());
        }
    }

    private void rollBackTo(Event event, Statement statement) {
        if (!open.rollBackTo(statement.subject())) {
            lost(event, "a rollback to a savepoint that was not set", Set.of());
        }
    }

    /** A change as a statement concerns us when it may write a captured table. */
    private void change(Event event, Statement statement) {
        Set<String> tablesHit = new java.util.TreeSet<>();
        statement.written().forEach(name -> tablesHit.addAll(scope.changedBy(name)));
        if (!tablesHit.isEmpty()) {
            lost(event, "a change written as its statement (" + verb(statement) + ")", tablesHit);
        } else if (!open.isOpen()) {
            alone(Synthetic.commit(event));
        }
    }

    private void lost(Event event, String what, Set<String> tablesHit) {
        boolean survives = tablesHit.isEmpty() || tablesHit.stream().anyMatch(scope::keepsRolledBackRows);
        var change = new HeldEvent.Lost(header(event), what, tablesHit, survives);
        if (open.isOpen()) {
            open.add(change);
        } else {
            handOut(change, null);
            alone(Synthetic.commit(event));
        }
    }

    private void structure(Event event) {
        if (open.isOpen()) {
            open.add(new HeldEvent.Structure(event));
        } else {
            alone(open.structureDecided() ? event : Synthetic.commit(event));
        }
    }

    /** A transaction of one statement; a BEGIN before it is not there. */
    private void alone(Event statement) {
        if (!open.isOpen()) {
            open.takeHead().forEach(outlet::event);
            outlet.event(statement);
            open.forget();
        }
    }

    private void commit(Event event) {
        try (HeldEvents events = open.takeHeld()) {
            finish(event, events, null);
        }
    }

    /** Hands out a whole transaction, its rows moved to another place when that is where it was committed. */
    private void finish(Event end, HeldEvents events, @Nullable EventHeaderV4 place) {
        open.takeHead().forEach(outlet::event);
        events.forEach(event -> handOut(event, place));
        boolean plain = header(end).getEventType() == EventType.XID;
        outlet.event(plain ? end : Synthetic.commit(end));
        open.forget();
    }

    private boolean handOut(HeldEvent event, @Nullable EventHeaderV4 place) {
        EventHeaderV4 header = place == null ? event.header() : HeldEvents.moved(event.header(), place);
        if (event instanceof HeldEvent.Lost lost) {
            handOutUnreadable(lost.what(), lost.tables(), header);
        } else if (event instanceof HeldEvent.Structure structure) {
            outlet.event(structure.event());
        } else if (event instanceof HeldEvent.Rows rows) {
            handOutRows(rows.raw(), header);
        }
        return true;
    }

    private void handOutRows(RawEvent raw, EventHeaderV4 header) {
        try {
            tables.restore(raw);
            EventData data = EventDataWrapper.internal(reader.parse(raw).getData());
            outlet.event(new Event(header, RowImages.whole(data, tables.columns(raw))));
        } catch (IOException | RuntimeException e) {
            Set<String> table = tables.captured(raw).map(Set::of).orElse(Set.of());
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            handOutUnreadable("rows that cannot be read: " + why, table, header);
        }
    }

    private void prepare(Event event) {
        XAPrepareEventData xa = (XAPrepareEventData) EventDataWrapper.internal(event.getData());
        if (xa.isOnePhase()) {
            commit(event);
            return;
        }
        Map<String, ?> from = outlet.resumePoint();
        prepared.put(XaName.of(xa), new Prepared(open.takeHeld(), from));
        commit(event);
    }

    private void decide(Event event, Statement statement) {
        Prepared decided = XaName.of(statement.sql()).map(prepared::remove).orElse(null);
        boolean committed = statement.kind() == StatementKind.XA_COMMIT;
        if (decided == null && committed) {
            handOutUnreadable(
                    "the commit of an XA transaction that was prepared before the place where capture began",
                    Set.of(),
                    header(event));
        }
        if (decided == null || !committed) {
            if (decided != null) {
                decided.events().close();
            }
            commit(event);
            return;
        }
        open.begun(Synthetic.begin(event));
        try (HeldEvents events = decided.events()) {
            finish(event, events, header(event));
        }
    }
}
