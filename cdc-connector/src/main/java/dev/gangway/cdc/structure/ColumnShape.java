package dev.gangway.cdc.structure;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column as far as its values depend on it.
 *
 * @param type as {@code DESCRIBE} prints it
 * @param charset empty for types without one, and when it is not known
 */
public record ColumnShape(String name, String type, boolean nullable, String charset) {
    private static final Pattern NUMBERS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final List<String> TEXTS = List.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
    private static final List<String> BYTES = List.of("varbinary", "tinyblob", "blob", "mediumblob", "longblob");

    public static ColumnShape of(Column column) {
        String charset = column.charset() == null ? "" : column.charset();
        return new ColumnShape(column.name(), column.type(), column.nullable(), charset);
    }

    private Column asColumn() {
        return new Column(name, type, nullable, null, false, false, charset.isEmpty() ? null : charset);
    }

    String base() {
        String base = asColumn().baseType();
        return base.equals("integer") ? "int" : base.equals("numeric") ? "decimal" : base;
    }

    ColumnKind kind() {
        return asColumn().kind();
    }

    private boolean unsigned() {
        return asColumn().isUnsigned();
    }

    private int number(int group) {
        Matcher found = NUMBERS.matcher(type);
        return found.find() && found.group(group) != null ? Integer.parseInt(found.group(group)) : 0;
    }

    /** True when values of this column can stand where the plan expects values of the other. */
    boolean serves(ColumnShape planned) {
        boolean byName = planned.kind() == ColumnKind.TEMPORAL || planned.kind() == ColumnKind.BIT;
        return kind() == planned.kind() && (!byName || base().equals(planned.base()));
    }

    /** True when every value of the column before is the same value in this one. */
    boolean keepsValuesOf(ColumnShape before) {
        if (before.nullable && !nullable) {
            return false;
        }
        return switch (kind()) {
            case INTEGER -> notBefore(INTEGERS, before) && unsigned() == before.unsigned();
            case DECIMAL ->
                number(2) >= before.number(2)
                        && number(1) - number(2) >= before.number(1) - before.number(2)
                        && unsigned() == before.unsigned();
            case TEXT -> keepsText(before);
            case BINARY -> notBefore(BYTES, before) && longEnough(before);
            case TEMPORAL -> base().equals(before.base()) && number(1) >= before.number(1);
            case FLOATING, BIT -> type.equalsIgnoreCase(before.type);
        };
    }

    private boolean keepsText(ColumnShape before) {
        if (base().equals("enum") || base().equals("set")) {
            String labels = before.type.toLowerCase(Locale.ROOT).stripTrailing();
            return type.toLowerCase(Locale.ROOT).startsWith(labels.substring(0, Math.max(0, labels.length() - 1)));
        }
        return notBefore(TEXTS, before) && longEnough(before) && keepsCharset(before);
    }

    private boolean keepsCharset(ColumnShape before) {
        return charset.isEmpty()
                || before.charset.isEmpty()
                || charset.equalsIgnoreCase(before.charset)
                || charset.equalsIgnoreCase("utf8mb4")
                || (charset.toLowerCase(Locale.ROOT).startsWith("utf8") && !before.charset.equalsIgnoreCase("utf8mb4"));
    }

    private boolean longEnough(ColumnShape before) {
        return number(1) == 0 || number(1) >= before.number(1);
    }

    private boolean notBefore(List<String> order, ColumnShape before) {
        int was = order.indexOf(before.base());
        int is = order.indexOf(base());
        return was < 0 || is < 0 ? base().equals(before.base()) && type.equalsIgnoreCase(before.type) : is >= was;
    }
}
