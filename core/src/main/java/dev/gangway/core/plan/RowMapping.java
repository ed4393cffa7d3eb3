package dev.gangway.core.plan;

import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns source rows of one document into target rows: source handlers, then the copy, then destination handlers, each in
 * table order. Thread-safe; the given rows are never changed.
 */
final class RowMapping {
    private final Layout source;
    private final Layout target;
    private final int[] from;
    private final int[] to;
    private final BitSet toSet = new BitSet();
    private final List<BoundHandler> sourceHandlers;
    private final List<BoundHandler> targetHandlers;

    /** The layout met last that has the source's fields: the rows of a stream have another than the plan. */
    private volatile Layout alike;

    RowMapping(
            Layout source,
            Layout target,
            List<ColumnCopy> copies,
            List<BoundHandler> sourceHandlers,
            List<BoundHandler> targetHandlers) {
        this.source = source;
        this.alike = source;
        this.target = target;
        this.from = copies.stream().mapToInt(c -> source.indexOf(c.source())).toArray();
        this.to = copies.stream().mapToInt(c -> target.indexOf(c.target())).toArray();
        Arrays.stream(to).forEach(toSet::set);
        this.sourceHandlers = List.copyOf(sourceHandlers);
        this.targetHandlers = List.copyOf(targetHandlers);
    }

    List<MappedRow> map(List<Row> rows, Lookups lookups, LossCounter losses) {
        var mapped = new ArrayList<Row>(rows.size());
        rows.forEach(row -> mapped.add(new Row(target)));
        return mapOnto(rows, mapped, lookups, losses);
    }

    /** The given target rows are changed and returned; handlers see what they held before. */
    List<MappedRow> mapOnto(List<Row> rows, List<Row> mapped, Lookups lookups, LossCounter losses) {
        if (sourceHandlers.isEmpty() && targetHandlers.isEmpty()) {
            return copyAll(rows, mapped);
        }
        var effects = new ArrayList<Effects>(rows.size());
        var changed = new ArrayList<Row>(rows.size());
        for (Row row : rows) {
            effects.add(new Effects(row, lookups, losses));
            changed.add(sourceHandlers.isEmpty() ? row : row.copy());
        }
        run(sourceHandlers, changed, mapped, effects, lookups);
        copyFields(changed, mapped);
        run(targetHandlers, mapped, mapped, effects, lookups);
        var result = new ArrayList<MappedRow>(rows.size());
        for (int i = 0; i < mapped.size(); i++) {
            Effects e = effects.get(i);
            result.add(new MappedRow(mapped.get(i), e.sideRows, e.rejection));
        }
        return result;
    }

    private List<MappedRow> copyAll(List<Row> rows, List<Row> mapped) {
        copyFields(rows, mapped);
        var result = new ArrayList<MappedRow>(rows.size());
        mapped.forEach(row -> result.add(new MappedRow(row, List.of(), null)));
        return result;
    }

    /** Sets only the target fields whose source field is set: for keys of rows of which no more is known. */
    Row mapSetFields(Row row) {
        var mapped = new Row(target);
        for (int i = 0; i < from.length; i++) {
            int index = row.layout() == source
                    ? from[i]
                    : row.layout().indexOf(source.fields().get(from[i]));
            if (index >= 0 && row.isSet(index)) {
                mapped.set(to[i], row.get(index));
            }
        }
        return mapped;
    }

    /** Rows of one batch mostly share one layout, so it is looked at once whether it has the source's fields. */
    private void copyFields(List<Row> rows, List<Row> mapped) {
        Layout known = alike;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.layout() != known
                    && row.layout() != source
                    && row.layout().fields().equals(source.fields())) {
                known = row.layout();
                alike = known;
            }
            if (row.layout() == known || row.layout() == source) {
                mapped.get(i).setAll(row, from, to, toSet);
            } else {
                copyByName(row, mapped.get(i));
            }
        }
    }

    private void copyByName(Row row, Row mapped) {
        for (int i = 0; i < from.length; i++) {
            mapped.set(to[i], row.get(source.fields().get(from[i])));
        }
    }

    private static void run(
            List<BoundHandler> handlers, List<Row> rows, List<Row> opposites, List<Effects> effects, Lookups lookups) {
        for (BoundHandler bound : handlers) {
            bound.handler().prefetch(rows, lookups);
        }
        for (int i = 0; i < rows.size(); i++) {
            runAll(handlers, rows.get(i), opposites.get(i), effects.get(i));
        }
    }

    private static void runAll(List<BoundHandler> handlers, Row row, Row opposite, Effects effects) {
        try {
            for (BoundHandler bound : handlers) {
                bound.handler().handle(row, opposite, effects);
            }
        } catch (RowRejectedException e) {
            effects.rejection = e.getMessage();
        }
    }

    private static final class Effects implements HandlerContext {
        private final Row row;
        private final Lookups lookups;
        private final LossCounter losses;
        private List<SideRow> sideRows = List.of();
        private @Nullable String rejection;

        Effects(Row row, Lookups lookups, LossCounter losses) {
            this.row = row;
            this.lookups = lookups;
            this.losses = losses;
        }

        @Override
        public Lookups lookups() {
            return lookups;
        }

        @Override
        public void emit(String targetTable, Map<String, @Nullable Object> fields) {
            sideRows = sideRows.isEmpty() ? new ArrayList<>() : sideRows;
            sideRows.add(new SideRow(targetTable, fields));
        }

        @Override
        public void warn(String field, String reason) {
            losses.count(row, field, reason);
        }
    }
}
