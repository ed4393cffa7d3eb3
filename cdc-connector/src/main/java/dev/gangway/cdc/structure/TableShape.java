package dev.gangway.cdc.structure;

import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as far as its rows depend on it. Names compare as the server compares names of columns: without regard to case.
 *
 * @param versioned true when the server keeps old rows in the table itself (MariaDB's system versioning)
 */
public record TableShape(List<ColumnShape> columns, List<String> key, boolean versioned) {
    private static final String BETWEEN = "\t";

    public TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    public static TableShape of(Table table) {
        return new TableShape(table.columns().stream().map(ColumnShape::of).toList(), table.primaryKey(), false);
    }

    Optional<ColumnShape> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    boolean hasKey(List<String> names) {
        return key.size() == names.size()
                && java.util.stream.IntStream.range(0, key.size())
                        .allMatch(i -> key.get(i).equalsIgnoreCase(names.get(i)));
    }

    /** One line for the key, then one for each column. */
    public String toText() {
        var lines = new ArrayList<String>();
        lines.add(versioned + BETWEEN + String.join(BETWEEN, key));
        for (ColumnShape column : columns) {
            lines.add(String.join(
                    BETWEEN,
                    column.name(),
                    Boolean.toString(column.nullable()),
                    column.charset(),
                    column.type().replace('\n', ' ')));
        }
        return String.join("\n", lines);
    }

    /** Reads what {@link #toText()} writes. */
    public static TableShape parse(String text) {
        String[] lines = text.split("\n", -1);
        String[] head = lines[0].split(BETWEEN);
        var columns = new ArrayList<ColumnShape>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(BETWEEN, 4);
            columns.add(new ColumnShape(parts[0], parts[3], Boolean.parseBoolean(parts[1]), parts[2]));
        }
        return new TableShape(columns, List.of(head).subList(1, head.length), Boolean.parseBoolean(head[0]));
    }
}
