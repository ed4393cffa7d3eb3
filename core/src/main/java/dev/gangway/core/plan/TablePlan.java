package dev.gangway.core.plan;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.SideTable;
import dev.gangway.core.schema.Table;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one source table becomes rows of one target table; used alike by bulk load, stream, diff and repair. Never
 * changes; thread-safe.
 */
public final class TablePlan {
    private final Table source;
    private final Table target;
    private final List<ColumnCopy> copies;
    private final List<BoundHandler> sourceHandlers;
    private final List<BoundHandler> targetHandlers;
    private final Set<String> keepFirst;
    private final Map<String, String> targetFields = new LinkedHashMap<>();
    private final Layout sourceLayout;
    private final Layout targetLayout;
    private final RowMapping mapping;
    private final SilentRounding rounding;
    private final KeyOverflow overflow;

    /** The layout met last that has all of the source's columns. */
    private volatile Layout whole;

    TablePlan(Table source, Table target, Rules rules) {
        this.source = source;
        this.target = target;
        this.copies = List.copyOf(rules.copies());
        this.sourceHandlers = List.copyOf(rules.sourceHandlers());
        this.targetHandlers = List.copyOf(rules.targetHandlers());
        this.keepFirst = Set.copyOf(rules.keepFirst());
        copies.forEach(copy -> targetFields.put(copy.source(), copy.target()));
        this.sourceLayout = Layout.of(source);
        this.whole = sourceLayout;
        this.targetLayout = Layout.of(target);
        this.mapping = new RowMapping(sourceLayout, targetLayout, copies, sourceHandlers, targetHandlers);
        var handled = new HashSet<String>();
        sourceHandlers.forEach(handler -> handled.add(handler.field()));
        targetHandlers.forEach(handler -> handled.add(handler.field()));
        this.rounding = SilentRounding.of(source, target, copies, handled);
        this.overflow = KeyOverflow.of(source, target, copies, handled, rules.keyIsReferenced());
    }

    /**
     * The compiled rules of one table.
     *
     * @param keepFirst columns of which a second row with equal values is left out
     * @param keyIsReferenced true when foreign keys of other tables lead to the primary key
     */
    record Rules(
            List<ColumnCopy> copies,
            List<BoundHandler> sourceHandlers,
            List<BoundHandler> targetHandlers,
            Set<String> keepFirst,
            boolean keyIsReferenced) {}

    /** Takes the columns that the target table has too, as they are. */
    public static TablePlan identical(Table source, Table target) {
        List<ColumnCopy> copies = target.columns().stream()
                .filter(column -> !column.generated() && source.hasColumn(column.name()))
                .map(column -> new ColumnCopy(column.name(), column.name()))
                .toList();
        return new TablePlan(source, target, new Rules(copies, List.of(), List.of(), Set.of(), true));
    }

    /** A mapping that no map file describes. */
    public static TablePlan of(Table source, Table target, List<ColumnCopy> copies, List<BoundHandler> sourceHandlers) {
        return new TablePlan(source, target, new Rules(copies, sourceHandlers, List.of(), Set.of(), true));
    }

    /**
     * The same mapping into a shadow of the source table, which then has the target table's columns; its rows keep the
     * source's identity, whatever rules make of it.
     */
    public TablePlan intoShadow() {
        List<BoundHandler> others = sourceHandlers.stream()
                .filter(handler -> !source.identity().contains(handler.field()))
                .toList();
        Table shadow = ShadowTable.like(target, source, key());
        return new TablePlan(source, shadow, new Rules(copies, others, targetHandlers, keepFirst, true));
    }

    public Table source() {
        return source;
    }

    public Table target() {
        return target;
    }

    /** Layout of source rows: give rows in this layout for the fastest mapping. */
    public Layout sourceLayout() {
        return sourceLayout;
    }

    /** True when every column of the source table is set. */
    boolean isWhole(Row row) {
        Layout layout = row.layout();
        if (layout == whole) {
            return row.isWhole() || hasAll(row);
        }
        if (!hasAll(row)) {
            return false;
        }
        whole = layout;
        return true;
    }

    private boolean hasAll(Row row) {
        for (String field : sourceLayout.fields()) {
            if (!row.isSet(field)) {
                return false;
            }
        }
        return true;
    }

    /** Layout of mapped rows. */
    public Layout targetLayout() {
        return targetLayout;
    }

    /**
     * True when every value goes over as it is: the server can copy rows by itself. A value that does not fit its target
     * column makes the server warn; only then are the rows not those that {@link #map} gives.
     */
    public boolean isPlainCopy() {
        return !copies.isEmpty()
                && sourceHandlers.isEmpty()
                && targetHandlers.isEmpty()
                && keepFirst.isEmpty()
                && rounding.isNever()
                && copies.stream().allMatch(this::isPlain);
    }

    private boolean isPlain(ColumnCopy copy) {
        return PlainCopy.isPossible(
                source.column(copy.source()).orElseThrow(),
                target.column(copy.target()).orElseThrow());
    }

    public List<ColumnCopy> copies() {
        return copies;
    }

    public List<BoundHandler> sourceHandlers() {
        return sourceHandlers;
    }

    public List<BoundHandler> targetHandlers() {
        return targetHandlers;
    }

    /** Columns whose equal values mean "keep the first row, leave later ones out"; empty for most tables. */
    public Set<String> keepFirst() {
        return keepFirst;
    }

    /** The target column that a source column is copied to. */
    public Optional<String> targetField(String sourceField) {
        return Optional.ofNullable(targetFields.get(sourceField));
    }

    /** The source's identity in the target's names; empty when the source has none or it is not copied whole. */
    public List<String> key() {
        var key = source.identity().stream().map(targetFields::get).toList();
        return key.contains(null) ? List.of() : key;
    }

    /** Target columns that are set in every mapped row: copied ones and those with a destination handler. */
    public Set<String> writtenFields() {
        var fields = new LinkedHashSet<>(targetFields.values());
        targetHandlers.forEach(handler -> fields.add(handler.field()));
        return fields;
    }

    /** Other target tables that handlers of this table fill. */
    public List<SideTable> sideTables() {
        return sourceHandlers.stream()
                .flatMap(bound -> bound.handler().sideTable().stream())
                .toList();
    }

    /** Maps a batch: one result per row, in order. Look-ups are loaded once per batch. */
    public List<MappedRow> map(List<Row> rows, Lookups lookups, LossCounter losses) {
        List<MappedRow> mapped = overflow.apply(mapping.map(rows, lookups, losses));
        rounding.count(rows, mapped, losses);
        return mapped;
    }

    /**
     * Maps a batch onto target rows that already hold values (the target's row of the same attribute, or column defaults):
     * they are changed in place, and handlers see them as opposite.
     */
    public List<MappedRow> mapOnto(List<Row> rows, List<Row> targetRows, Lookups lookups, LossCounter losses) {
        List<MappedRow> mapped = mapping.mapOnto(rows, targetRows, lookups, losses);
        rounding.count(rows, mapped, losses);
        return mapped;
    }

    /** The mapped values of just the fields that are set, without handlers: enough for keys. */
    public Row mapSetFields(Row row) {
        Row mapped = mapping.mapSetFields(row);
        overflow.fit(mapped);
        return mapped;
    }
}
