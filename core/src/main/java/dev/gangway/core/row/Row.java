package dev.gangway.core.row;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one row while it is read, mapped or written. A field is either absent or set; a set field holds null, a
 * {@link String} or a {@code byte[]} as {@link dev.gangway.core.schema.ColumnKind} tells. Mutable, one thread at a time;
 * {@link #toString()} shows names only, never values, because values are customers' data.
 */
public final class Row {
    private static final BitSet NONE = new BitSet();

    private final Layout layout;
    private final @Nullable Object[] values;
    /** Mostly that of many rows with the same fields: copied before this row changes it. */
    private BitSet set;

    private boolean sharesSet = true;

    /** A row with every field absent. */
    public Row(Layout layout) {
        this(layout, new Object[layout.size()], NONE);
    }

    private Row(Layout layout, @Nullable Object[] values, BitSet shared) {
        this.layout = layout;
        this.values = values;
        this.set = shared;
    }

    /** A row with every field set; the array is taken over, not copied. */
    public static Row full(Layout layout, @Nullable Object[] values) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(
                    layout.document() + " has " + layout.size() + " fields, got " + values.length + " values");
        }
        return new Row(layout, values, layout.all());
    }

    public Row copy() {
        sharesSet = true;
        return new Row(layout, values.clone(), set);
    }

    public Layout layout() {
        return layout;
    }

    public String document() {
        return layout.document();
    }

    public boolean isSet(String field) {
        int i = layout.indexOf(field);
        return i >= 0 && set.get(i);
    }

    /** True when no field is absent. */
    public boolean isWhole() {
        return set.equals(layout.all());
    }

    public boolean isSet(int index) {
        return set.get(index);
    }

    /** The value, or null when the field is NULL, absent or unknown: Magento's tool does not tell these apart. */
    public @Nullable Object get(String field) {
        int i = layout.indexOf(field);
        return i < 0 ? null : values[i];
    }

    public @Nullable Object get(int index) {
        return values[index];
    }

    /** The value as text; bytes are read as UTF-8. */
    public @Nullable String text(String field) {
        Object value = get(field);
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) value;
    }

    /** The row's key for a person, as {@code column=value, ...}; columns that are not set are left out. */
    public String keyText(List<String> columns) {
        return columns.stream()
                .filter(this::isSet)
                .map(column -> column + "="
                        + (get(column) instanceof byte[] bytes
                                ? "0x" + HexFormat.of().formatHex(bytes)
                                : String.valueOf(get(column))))
                .collect(Collectors.joining(", "));
    }

    /**
     * Sets a field.
     *
     * @throws MigrationException {@link ErrorCode#RECORD_FIELD_UNKNOWN} when the document has no such field
     */
    public void set(String field, @Nullable Object value) {
        int i = layout.indexOf(field);
        if (i < 0) {
            throw new MigrationException(
                    ErrorCode.RECORD_FIELD_UNKNOWN,
                    "Field " + field + " does not exist in " + layout.document()
                            + ": check the rules that name it in the map file");
        }
        set(i, value);
    }

    public void set(int index, @Nullable Object value) {
        values[index] = value;
        if (!set.get(index)) {
            ownSet().set(index);
        }
    }

    private BitSet ownSet() {
        if (sharesSet) {
            set = (BitSet) set.clone();
            sharesSet = false;
        }
        return set;
    }

    /**
     * Sets fields to another row's: {@code to[i]} to its field {@code from[i]}. {@code toSet} holds all of {@code to} and
     * must never change again: rows with just these fields share it.
     */
    public void setAll(Row other, int[] from, int[] to, BitSet toSet) {
        for (int i = 0; i < from.length; i++) {
            values[to[i]] = other.values[from[i]];
        }
        if (set.isEmpty()) {
            set = toSet;
            sharesSet = true;
        } else if (!set.equals(layout.all())) {
            ownSet().or(toSet);
        }
    }

    /** True when both rows share one layout and have the same fields set. */
    public boolean hasFieldsOf(Row other) {
        return layout == other.layout && set.equals(other.set);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that
                && layout.document().equals(that.layout.document())
                && layout.fields().equals(that.layout.fields())
                && set.equals(that.set)
                && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return layout.document() + layout.fields();
    }
}
