package dev.gangway.core.plan;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tables beside the target's own that hold source rows without a home of their own in Magento 2, as of the target's cut.
 * Routes fill them like any target table; derivations read them. Their names cannot be those of a real table.
 */
public final class ShadowTable {
    /** Stands before the source table's name. */
    public static final String PREFIX = "shadow:";

    private ShadowTable() {}

    /** The name of a source table's shadow. */
    public static String nameOf(String sourceTable) {
        return PREFIX + sourceTable;
    }

    public static boolean isShadow(String table) {
        return table.startsWith(PREFIX);
    }

    /** The source table whose shadow this is. */
    public static String sourceOf(String shadow) {
        return shadow.substring(PREFIX.length());
    }

    /** The shadow of a source table with these of its columns and those of its key; columns that it lacks are left out. */
    public static Table of(Table source, Collection<String> columns) {
        var kept = new ArrayList<Column>();
        for (Column column : source.columns()) {
            boolean key = source.identity().contains(column.name());
            if (!column.generated() && (key || columns.contains(column.name()))) {
                kept.add(plain(column, key));
            }
        }
        return table(source, kept, source.identity());
    }

    /** A shadow of {@code source} with the columns of {@code target}, identified by {@code key}. */
    static Table like(Table target, Table source, List<String> key) {
        List<Column> columns = target.columns().stream()
                .filter(column -> !column.generated())
                .map(column -> plain(column, key.contains(column.name())))
                .toList();
        return table(source, columns, key);
    }

    /** It has no constraint but its key: what is unique in the source may not be so for a moment in the stream. */
    private static Table table(Table source, List<Column> columns, List<String> key) {
        return new Table(
                nameOf(source.name()), columns, key, List.of(), List.of(), "InnoDB", false, source.rowEstimate());
    }

    /** The columns by which rows of a shadow are found, one list per index: keys and references of its source table. */
    public static List<List<String>> indexes(Table source, Table shadow) {
        return Stream.concat(
                        source.uniqueKeys().stream().map(UniqueKey::columns),
                        source.foreignKeys().stream().map(ForeignKey::columns))
                .filter(columns -> columns.stream().allMatch(shadow::hasColumn))
                .filter(columns -> !columns.equals(shadow.primaryKey()))
                .distinct()
                .toList();
    }

    private static Column plain(Column column, boolean key) {
        return new Column(column.name(), column.type(), !key, null, false, false, column.charset());
    }
}
