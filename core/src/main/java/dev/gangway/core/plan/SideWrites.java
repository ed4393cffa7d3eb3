package dev.gangway.core.plan;

import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.SideTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes and deletes of the rows that handlers put into further tables: those of a source row go when the row is another. */
final class SideWrites {
    private final Schema target;

    SideWrites(Schema target) {
        this.target = target;
    }

    /** Writes of rows that handlers have emitted. */
    List<Upsert> of(Collection<SideRow> rows) {
        return rows.stream()
                .map(side -> new Upsert(side.table(), key(side), row(side)))
                .toList();
    }

    /**
     * Deletes for side rows that stood for {@code before} and that the new row does not write again. Often only a part of their
     * key is known, since an old row may be just its own key, and a list in it became several rows: then all that have this part
     * go, unless {@link #inPlace} has them replaced.
     */
    List<Delete> removed(TablePlan table, Row before, List<Upsert> written) {
        var deletes = new ArrayList<Delete>();
        for (Row old : known(table, before)) {
            List<Upsert> same = same(old, written);
            if (same.isEmpty() || !old.layout().fields().containsAll(same.get(0).key())) {
                deletes.add(new Delete(old.document(), old));
            }
        }
        return deletes;
    }

    /**
     * The same writes, but that a side row that is the only one of its source row takes the place of whatever stands for the known
     * part of the old one's key: one write for each row, all alike, where deletes between them would have to be written singly.
     */
    List<Upsert> inPlace(TablePlan table, Row before, List<Upsert> written) {
        var result = new ArrayList<>(written);
        for (Row old : known(table, before)) {
            List<Upsert> same = same(old, written);
            List<String> fields = old.layout().fields();
            if (same.size() == 1 && same.get(0).key().containsAll(fields)) {
                Upsert only = same.get(0);
                result.set(result.indexOf(only), new Upsert(only.table(), fields, only.row()));
            }
        }
        return result;
    }

    private static List<Upsert> same(Row old, List<Upsert> written) {
        return written.stream()
                .filter(upsert -> upsert.table().equals(old.document()))
                .filter(upsert -> old.layout().fields().stream()
                        .allMatch(field ->
                                Objects.deepEquals(old.get(field), upsert.row().get(field))))
                .toList();
    }

    /** Of each side table what is known of the rows' keys. */
    private List<Row> known(TablePlan table, Row before) {
        var rows = new ArrayList<Row>();
        for (SideTable side : table.sideTables()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            side.fields().forEach((column, field) -> {
                if (before.isSet(field)) {
                    fields.put(column, before.get(field));
                }
            });
            fields.keySet().retainAll(key(new SideRow(side.table(), fields)));
            if (!fields.isEmpty()) {
                rows.add(row(new SideRow(side.table(), fields)));
            }
        }
        return rows;
    }

    private List<String> key(SideRow side) {
        List<String> identity =
                target.table(side.table()).map(t -> t.identity()).orElse(List.of());
        return !identity.isEmpty() && side.fields().keySet().containsAll(identity)
                ? identity
                : List.copyOf(side.fields().keySet());
    }

    private static Row row(SideRow side) {
        var layout = new Layout(side.table(), List.copyOf(side.fields().keySet()));
        return Row.full(layout, side.fields().values().toArray());
    }
}
