package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import dev.gangway.cdc.debezium.Markers.Change;
import dev.gangway.cdc.debezium.Markers.Structure;
import dev.gangway.cdc.events.Outlet;
import dev.gangway.cdc.events.Unreadable;
import dev.gangway.cdc.structure.TableShape;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives Debezium what the gate lets through, and puts markers between. Confined to the binlog client's thread. */
final class GateOutlet<P extends BinlogPartition> implements Outlet {
    private final Markers<P> markers;
    private final Structures structures;
    private final RowsOutlet<P> rows;
    private final Supplier<String> file;
    private @Nullable Target<P> target;

    GateOutlet(Markers<P> markers, Structures structures, RowsOutlet<P> rows, Supplier<String> file) {
        this.markers = markers;
        this.structures = structures;
        this.rows = rows;
        this.file = file;
    }

    private record Target<P extends BinlogPartition>(
            P partition,
            BinlogOffsetContext<?> offset,
            DebeziumStream stream,
            Supplier<@Nullable Map<String, ?>> undecided) {}

    /** To be called before events are handed out. */
    void use(
            P partition,
            BinlogOffsetContext<?> offset,
            DebeziumStream stream,
            Supplier<@Nullable Map<String, ?>> undecided) {
        target = new Target<>(partition, offset, stream, undecided);
    }

    private Target<P> target() {
        Target<P> known = target;
        if (known == null) {
            throw new IllegalStateException("Nothing may be handed out before an event came");
        }
        return known;
    }

    @Override
    public void event(Event event) {
        if (markers.haveFailed()) {
            return;
        }
        String stranger = structures.stranger(event);
        if (stranger != null && !adopted(stranger, event)) {
            unreadable(new Unreadable(
                    "rows of another structure than the statements of the binlog give the table",
                    Set.of(stranger),
                    "",
                    file.get(),
                    Structures.place(event)));
        }
        if (!structures.isStrange(event)) {
            handle(event, target());
        }
    }

    private void handle(Event event, Target<P> to) {
        Instant time = to.stream().takeTime(event);
        if (!rows.take(event, new RowsOutlet.Here(to.partition(), to.offset(), time))) {
            to.stream().handle(event);
        }
        markers.after(event, to.partition(), to.offset(), to.undecided().get());
    }

    /** A table that the statements of the binlog do not explain may simply look as it does today. */
    private boolean adopted(String table, Event rows) {
        TableShape before = structures.shapes().get(table);
        structures.definition(table, rows).forEach(target().stream()::define);
        structures.forget();
        if (structures.stranger(rows) != null) {
            return false;
        }
        markers.structure(
                new Structure(
                        table,
                        Change.REPLACED,
                        before,
                        structures.shapes().get(table),
                        file.get(),
                        Structures.place(rows)),
                target().partition(),
                target().offset());
        return true;
    }

    @Override
    public void unreadable(Unreadable place) {
        if (!markers.haveFailed()) {
            markers.unreadable(place, target().partition(), target().offset());
        }
    }

    @Override
    public Map<String, ?> resumePoint() {
        Map<String, ?> undecided = target().undecided().get();
        return undecided != null
                ? undecided
                : Map.copyOf(withoutNulls(target().offset().getOffset()));
    }

    private static Map<String, Object> withoutNulls(Map<String, ?> offset) {
        var known = new java.util.LinkedHashMap<String, Object>();
        offset.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }
}
