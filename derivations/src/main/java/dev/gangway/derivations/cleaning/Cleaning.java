package dev.gangway.derivations.cleaning;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.AsideTables;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows of one table are taken out, and why. Its SQL names the row {@code r}.
 *
 * @param key the column with the derivation's key
 * @param joins what the reason is told from, with {@code LEFT JOIN}; tables stand in braces
 * @param reason an expression: why a row is taken out; empty for rows that stay
 */
record Cleaning(Table table, String key, String joins, String reason) {
    /** Rows that live in another table meanwhile; nothing is lost by it. */
    static final String MOVED = "moved";
    /** Rows whose place a moved row has taken. */
    static final String REPLACED = "replaced";

    String target() {
        return "{" + table.name() + "}";
    }

    String aside() {
        return "{" + AsideTables.nameOf(table.name()) + "}";
    }

    /** The columns that rows consist of, each behind the alias when one is given. */
    String columns(String alias) {
        String before = alias.isEmpty() ? "" : alias + ".";
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .map(name -> before + Identifiers.quote(name))
                .collect(Collectors.joining(", "));
    }

    String keyOf(String alias) {
        return alias + "." + Identifiers.quote(key);
    }

    /** An expression for people: the row's identity. */
    String rowName() {
        List<String> parts = table.primaryKey().stream()
                .map(column -> Identifiers.literal(column + "=") + ", r." + Identifiers.quote(column))
                .toList();
        return "CONCAT(" + String.join(", ', ', ", parts) + ")";
    }

    /** Compared byte by byte: the two may come from columns with different collations. */
    static String isReason(String one, String comparison, String other) {
        return "CAST(" + one + " AS BINARY) " + comparison + " CAST(" + other + " AS BINARY)";
    }
}
