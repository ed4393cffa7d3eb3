package dev.gangway.core.row;

import dev.gangway.core.schema.Table;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ordered field names of a document; rows of one document share one layout. Immutable and thread-safe. */
public final class Layout {
    private final String document;
    private final List<String> fields;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final BitSet all = new BitSet();

    public Layout(String document, List<String> fields) {
        this.document = document;
        this.fields = List.copyOf(fields);
        for (int i = 0; i < this.fields.size(); i++) {
            indexes.put(this.fields.get(i), i);
        }
        all.set(0, this.fields.size());
    }

    public static Layout of(Table table) {
        return new Layout(table.name(), table.columnNames());
    }

    public String document() {
        return document;
    }

    public List<String> fields() {
        return fields;
    }

    /** All positions; not to be changed. */
    BitSet all() {
        return all;
    }

    public int size() {
        return fields.size();
    }

    /** Position of the field, or -1. */
    public int indexOf(String field) {
        return indexes.getOrDefault(field, -1);
    }

    public boolean has(String field) {
        return indexes.containsKey(field);
    }
}
