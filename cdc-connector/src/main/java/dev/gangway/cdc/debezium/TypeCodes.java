package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.util.Map;
import java.util.Set;

/** Tells whether the columns of a table map are those of a table, as far as their types show. Stateless. */
final class TypeCodes {
    private static final Set<Integer> BLOBS = Set.of(249, 250, 251, 252);
    private static final Set<Integer> STRINGS = Set.of(15, 253, 254, 247, 248);

    private static final Map<String, Set<Integer>> BY_NAME = Map.ofEntries(
            Map.entry("TINYINT", Set.of(1)),
            Map.entry("BOOL", Set.of(1)),
            Map.entry("BOOLEAN", Set.of(1)),
            Map.entry("SMALLINT", Set.of(2)),
            Map.entry("MEDIUMINT", Set.of(9)),
            Map.entry("INT", Set.of(3)),
            Map.entry("INTEGER", Set.of(3)),
            Map.entry("BIGINT", Set.of(8)),
            Map.entry("DECIMAL", Set.of(0, 246)),
            Map.entry("NUMERIC", Set.of(0, 246)),
            Map.entry("FLOAT", Set.of(4, 5)),
            Map.entry("DOUBLE", Set.of(5)),
            Map.entry("REAL", Set.of(4, 5)),
            Map.entry("DATE", Set.of(10, 14)),
            Map.entry("TIME", Set.of(11, 19)),
            Map.entry("DATETIME", Set.of(12, 18)),
            Map.entry("TIMESTAMP", Set.of(7, 17)),
            Map.entry("YEAR", Set.of(13)),
            Map.entry("BIT", Set.of(16)),
            Map.entry("CHAR", STRINGS),
            Map.entry("VARCHAR", STRINGS),
            Map.entry("BINARY", STRINGS),
            Map.entry("VARBINARY", STRINGS),
            Map.entry("ENUM", STRINGS),
            Map.entry("SET", STRINGS),
            Map.entry("TINYTEXT", BLOBS),
            Map.entry("TEXT", BLOBS),
            Map.entry("MEDIUMTEXT", BLOBS),
            Map.entry("LONGTEXT", BLOBS),
            Map.entry("TINYBLOB", BLOBS),
            Map.entry("BLOB", BLOBS),
            Map.entry("MEDIUMBLOB", BLOBS),
            Map.entry("LONGBLOB", BLOBS));

    private TypeCodes() {}

    static boolean agree(Table table, TableMapEventData map) {
        byte[] codes = map.getColumnTypes();
        if (table.columns().size() != codes.length) {
            return false;
        }
        for (int i = 0; i < codes.length; i++) {
            Column column = table.columns().get(i);
            Set<Integer> known = BY_NAME.get(ExactValues.typeName(column));
            if (known != null && !known.contains(codes[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
