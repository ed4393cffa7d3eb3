package dev.gangway.core.schema;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column as the server describes it.
 *
 * @param type the full type as printed by {@code DESCRIBE}, such as {@code int(10) unsigned} or {@code enum('a','b')}
 * @param defaultValue the default as text, or null for none or NULL; an expression (CURRENT_TIMESTAMP) stands as printed
 * @param generated true for a column whose value the server computes: never written
 * @param charset the column's character set, or null for types without one
 */
public record Column(
        String name,
        String type,
        boolean nullable,
        @Nullable String defaultValue,
        boolean autoIncrement,
        boolean generated,
        @Nullable String charset) {

    private static final Set<String> BYTES = Set.of(
            "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "geometry", "point", "linestring");

    private static final Set<String> CHARACTERS = Set.of("char", "varchar");

    /** The type's name alone, in lower case: {@code int}, {@code varchar}, {@code double}. */
    public String baseType() {
        int end = 0;
        while (end < type.length() && (Character.isLetterOrDigit(type.charAt(end)) || type.charAt(end) == '_')) {
            end++;
        }
        return type.substring(0, end).toLowerCase(Locale.ROOT);
    }

    public boolean isUnsigned() {
        return type.toLowerCase(Locale.ROOT).contains("unsigned");
    }

    /** How many characters a text in it has at most; -1 for columns of another kind, and for those that count bytes. */
    public int characters() {
        int open = type.indexOf('(');
        boolean counts = open > 0 && CHARACTERS.contains(baseType());
        return counts ? Integer.parseInt(type.substring(open + 1, type.indexOf(')', open))) : -1;
    }

    /** The value representation that follows from the type. */
    public ColumnKind kind() {
        String base = baseType();
        if (BYTES.contains(base)) {
            return ColumnKind.BINARY;
        }
        return switch (base) {
            case "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year" -> ColumnKind.INTEGER;
            case "decimal", "numeric" -> ColumnKind.DECIMAL;
            case "float", "double", "real" -> ColumnKind.FLOATING;
            case "date", "datetime", "timestamp", "time" -> ColumnKind.TEMPORAL;
            case "bit" -> ColumnKind.BIT;
            default -> ColumnKind.TEXT;
        };
    }
}
