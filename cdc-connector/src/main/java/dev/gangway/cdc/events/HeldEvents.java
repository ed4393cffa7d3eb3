package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events of one transaction whose outcome is not known yet, in order. Rows beyond a limit go to a file that only this
 * process reads and that is gone when it ends. Confined to one thread.
 */
final class HeldEvents implements AutoCloseable {
    private final long limit;
    private final List<Slot> slots = new ArrayList<>();
    private long inMemory;
    private @Nullable FileChannel file;
    private long fileEnd;

    HeldEvents(long limit) {
        this.limit = limit;
    }

    /** Where an event is: itself, or its place in the file. */
    private record Slot(
            @Nullable HeldEvent event, @Nullable EventHeaderV4 header, long at, int length, boolean survives) {
        boolean survivesRollback() {
            return event != null ? event.survivesRollback() : survives;
        }
    }

    void add(HeldEvent event) {
        if (event instanceof HeldEvent.Rows rows && inMemory + rows.raw().bytes().length > limit) {
            slots.add(toFile(rows));
            return;
        }
        if (event instanceof HeldEvent.Rows rows) {
            inMemory += rows.raw().bytes().length;
        }
        slots.add(new Slot(event, null, 0, 0, false));
    }

    int size() {
        return slots.size();
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Drops what a rollback to this size undoes. */
    void rollBackTo(int size) {
        List<Slot> undone = slots.subList(size, slots.size());
        undone.removeIf(slot -> !slot.survivesRollback());
    }

    /** Gives every event in order until the taker has enough. */
    void forEach(Predicate<HeldEvent> taker) {
        for (Slot slot : slots) {
            if (!taker.test(slot.event() != null ? slot.event() : fromFile(slot))) {
                return;
            }
        }
    }

    private Slot toFile(HeldEvent.Rows rows) {
        try {
            FileChannel channel = file();
            byte[] bytes = rows.raw().bytes();
            var buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                    .putInt(rows.raw().checksum())
                    .put(bytes)
                    .flip();
            long at = fileEnd;
            for (long to = at; buffer.hasRemaining(); ) {
                to += channel.write(buffer, to);
            }
            fileEnd += Integer.BYTES + bytes.length;
            return new Slot(null, rows.header(), at, bytes.length, rows.survivesRollback());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a large transaction cannot be kept in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    private HeldEvent fromFile(Slot slot) {
        try {
            var buffer = ByteBuffer.allocate(Integer.BYTES + slot.length());
            for (long from = slot.at(); buffer.hasRemaining(); ) {
                int read = file().read(buffer, from);
                if (read < 0) {
                    throw new IOException("the file ends too early");
                }
                from += read;
            }
            buffer.flip();
            int checksum = buffer.getInt();
            var bytes = new byte[slot.length()];
            buffer.get(bytes);
            EventHeaderV4 header = slot.header() == null ? new EventHeaderV4() : slot.header();
            return new HeldEvent.Rows(header, new RawEvent(bytes, checksum), slot.survives());
        } catch (IOException e) {
            throw new UncheckedIOException("a large transaction cannot be read back", e);
        }
    }

    private FileChannel file() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path path = Files.createTempFile("gangway-transaction-", ".events");
            open = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    @Override
    public void close() {
        slots.clear();
        inMemory = 0;
        fileEnd = 0;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file = null;
        }
    }

    /** A copy of a header, standing at another event's place. */
    static EventHeaderV4 moved(EventHeaderV4 header, EventHeaderV4 to) {
        EventHeaderV4 copy = new EventHeaderV4();
        EventType type = header.getEventType();
        copy.setEventType(type);
        copy.setServerId(header.getServerId());
        copy.setFlags(header.getFlags());
        copy.setTimestamp(to.getTimestamp());
        copy.setEventLength(to.getEventLength());
        copy.setNextPosition(to.getNextPosition());
        return copy;
    }
}
