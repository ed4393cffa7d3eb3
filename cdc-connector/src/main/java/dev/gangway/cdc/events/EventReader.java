package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.FormatDescriptionEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads events as they come from the server: those that steer the reading at once, all others only when {@link #parse} is
 * called for them, since many are never needed. An event that cannot be read is an event too, so that it is refused at its
 * place in the order. Confined to the binlog client's thread.
 */
public final class EventReader extends EventDeserializer {
    /** What the binlog client or Debezium look into when the event arrives. */
    private static final Set<EventType> READ_AT_ONCE = Set.of(
            EventType.QUERY,
            EventType.ROTATE,
            EventType.FORMAT_DESCRIPTION,
            EventType.XID,
            EventType.GTID,
            EventType.GTID_TAGGED,
            EventType.ANNOTATE_ROWS,
            EventType.MARIADB_GTID,
            EventType.MARIADB_GTID_LIST,
            EventType.XA_PREPARE);

    private static final int CHUNK = 1 << 16;

    /** Fewer than those that rows are read by, so that none of these is forgotten there. */
    private static final int TABLE_MAPS = 1_000;

    private record TableMap(RawEvent raw, EventData data) {}

    private final Map<Long, TableMap> tableMaps = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TableMap> eldest) {
            return size() > TABLE_MAPS;
        }
    };

    private final Runnable sign;
    private int checksum;

    /**
     * @param sign is run whenever bytes came in
     */
    public EventReader(Runnable sign) {
        this.sign = sign;
    }

    @Override
    @SuppressWarnings("deprecation") // the client tells by this what holds before the log is described
    public void setChecksumType(ChecksumType type) {
        super.setChecksumType(type);
        checksum = type.getLength();
    }

    @Override
    public @Nullable Event nextEvent(ByteArrayInputStream in) throws IOException {
        if (in.peek() == -1) {
            return null;
        }
        byte[] head = in.read(RawEvent.HEAD);
        int length = RawEvent.lengthOf(head, 0);
        if (length < RawEvent.HEAD) {
            throw new EOFException("the server sent an event without an end");
        }
        byte[] bytes = Arrays.copyOf(head, length);
        for (int at = RawEvent.HEAD; at < length; at += CHUNK) {
            sign.run();
            in.fill(bytes, at, Math.min(CHUNK, length - at));
        }
        boolean described = EventKind.of(bytes[4] & 0xFF) == EventKind.FORMAT_DESCRIPTION;
        return read(new RawEvent(bytes, described ? 0 : checksum), header(bytes));
    }

    /** The event under its own header, its body read if somebody looks into it now. */
    private Event read(RawEvent raw, EventHeaderV4 header) {
        EventKind kind = raw.kind();
        header.setEventType(kind.plainType());
        if (!READ_AT_ONCE.contains(kind.plainType())) {
            return new Event(header, raw);
        }
        try {
            EventData data = parse(raw).getData();
            if (EventDataWrapper.internal(data) instanceof FormatDescriptionEventData format) {
                checksum = format.getChecksumType().getLength();
            }
            EventData internal = EventDataWrapper.internal(data);
            // The client looks into the first and hands its listeners the second.
            return new Event(header, new EventDataWrapper(internal, new EventDataWrapper(internal, raw)));
        } catch (IOException | RuntimeException e) {
            header.setEventType(EventType.UNKNOWN);
            return new Event(header, new UnreadableEvent(raw, e));
        }
    }

    /** Reads an event out of a compressed transaction, which has the place of the whole transaction. */
    Event inside(RawEvent raw, EventHeaderV4 whole) throws IOException {
        EventHeaderV4 header = header(raw.bytes());
        header.setEventLength(whole.getEventLength());
        header.setNextPosition(whole.getNextPosition());
        return read(raw, header);
    }

    /**
     * Reads the body of an event; table maps must be read before the rows that follow them.
     *
     * @throws IOException when it is damaged or written in a form that is not known
     */
    Event parse(RawEvent raw) throws IOException {
        return raw.kind() == EventKind.TABLE_MAP ? parseTableMap(raw) : parseAnew(raw);
    }

    /** A server says what a table looks like before every statement's rows, mostly the same as before. */
    private Event parseTableMap(RawEvent raw) throws IOException {
        TableMap known = tableMaps.get(raw.tableNumber());
        if (known == null || !raw.hasBodyOf(known.raw())) {
            known = new TableMap(raw, parseAnew(raw).getData());
            tableMaps.remove(raw.tableNumber());
            tableMaps.put(raw.tableNumber(), known);
        }
        return new Event(header(raw.bytes()), known.data());
    }

    private Event parseAnew(RawEvent raw) throws IOException {
        RawEvent plain = PlainEvents.plain(raw);
        boolean described = plain.kind() == EventKind.FORMAT_DESCRIPTION;
        byte[] bytes = described ? plain.bytes() : plain.withChecksum(checksum);
        Event event = super.nextEvent(new ByteArrayInputStream(bytes));
        if (event == null) {
            throw new EOFException("an event is empty");
        }
        return event;
    }

    private static EventHeaderV4 header(byte[] bytes) throws IOException {
        EventHeader header = new com.github.shyiko.mysql.binlog.event.deserialization.EventHeaderV4Deserializer()
                .deserialize(new ByteArrayInputStream(Arrays.copyOf(bytes, RawEvent.HEAD)));
        return (EventHeaderV4) header;
    }

    /** An event whose body is damaged. */
    record UnreadableEvent(RawEvent raw, Exception cause) implements EventData {}
}
