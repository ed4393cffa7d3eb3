package dev.gangway.testkit.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the facts of a table as CREATE TABLE for MySQL 5.6 to 9 and MariaDB. The session's sql_mode must allow zero dates, and
 * foreign key checks must be off because tables come in no particular order.
 */
final class SchemaSql {
    private static final int LONGEST_NAME = 64;

    private final String prefix;

    SchemaSql(String prefix) {
        this.prefix = prefix;
    }

    String create(ShopTable table) {
        List<String> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(column(column)));
        if (!table.primaryKey().isEmpty()) {
            parts.add("PRIMARY KEY (" + columns(table.primaryKey()) + ")");
        }
        table.uniqueKeys()
                .forEach(key ->
                        parts.add("UNIQUE KEY " + quote(keyName("UNQ", table, key)) + " (" + columns(key) + ")"));
        table.indexes()
                .forEach(key -> parts.add("KEY " + quote(keyName("IDX", table, key)) + " (" + columns(key) + ")"));
        table.references().forEach(reference -> parts.add(reference(table, reference)));
        return "CREATE TABLE " + quote(prefix + table.name()) + " (\n  " + String.join(",\n  ", parts)
                + "\n) ENGINE=InnoDB DEFAULT CHARSET=" + table.charset() + " COLLATE=" + collation(table.charset());
    }

    private static String collation(String charset) {
        return charset.equals("latin1") ? "latin1_swedish_ci" : charset + "_general_ci";
    }

    private static String column(ShopColumn column) {
        return quote(column.name()) + " " + column.type()
                + (column.unsigned() ? " unsigned" : "")
                + (column.nullable() ? " NULL" : " NOT NULL")
                + (column.autoIncrement() ? " AUTO_INCREMENT" : "")
                + defaultClause(column)
                + (column.onUpdateNow() ? " ON UPDATE CURRENT_TIMESTAMP" : "");
    }

    private static String defaultClause(ShopColumn column) {
        String value = column.defaultValue();
        if (value == null) {
            return column.nullable()
                            && !column.type().endsWith("text")
                            && !column.type().endsWith("blob")
                    ? " DEFAULT NULL"
                    : "";
        }
        return switch (value) {
            case "now" -> " DEFAULT CURRENT_TIMESTAMP";
            case "zero" -> " DEFAULT '0000-00-00 00:00:00'";
            default -> " DEFAULT " + value;
        };
    }

    private String reference(ShopTable table, ShopTable.Reference reference) {
        String onDelete =
                switch (reference.onDelete()) {
                    case "cascade" -> " ON DELETE CASCADE";
                    case "null" -> " ON DELETE SET NULL";
                    default -> "";
                };
        return "CONSTRAINT " + quote(keyName("FK", table, List.of(reference.column()))) + " FOREIGN KEY ("
                + quote(reference.column()) + ") REFERENCES " + quote(prefix + reference.parentTable()) + " ("
                + quote(reference.parentColumn()) + ")" + onDelete
                + (reference.cascadesUpdates() ? " ON UPDATE CASCADE" : "");
    }

    /** Constraint names are unique in a database: the table's name is part of them, a digest ends those that get too long. */
    private String keyName(String kind, ShopTable table, List<String> columns) {
        String name = (kind + "_" + prefix + table.name() + "_" + String.join("_", columns)).toUpperCase(Locale.ROOT);
        String plain = name.replaceAll("[^A-Z0-9_]", "_");
        if (plain.length() <= LONGEST_NAME) {
            return plain;
        }
        String digest = Integer.toHexString(plain.hashCode());
        return plain.substring(0, LONGEST_NAME - digest.length() - 1) + "_" + digest;
    }

    private static String columns(List<String> names) {
        return names.stream()
                .map(name -> {
                    int bracket = name.indexOf('(');
                    return bracket < 0 ? quote(name) : quote(name.substring(0, bracket)) + name.substring(bracket);
                })
                .collect(Collectors.joining(", "));
    }

    static String quote(String name) {
        return "`" + name + "`";
    }
}
