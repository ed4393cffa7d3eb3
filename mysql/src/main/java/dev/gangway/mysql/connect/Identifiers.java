package dev.gangway.mysql.connect;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting of names, and the prefix that stands before the names of a shop's tables. */
public final class Identifiers {

    private Identifiers() {}

    public static String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    public static String quote(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }

    /** A comma list of quoted names. */
    public static String list(Collection<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** The real table name of a document. The prefix is always added: a document's own name may start with the same letters. */
    public static String withPrefix(String prefix, String document) {
        return prefix + document;
    }

    /** The document name of a real table: the prefix is taken off; a table without it, which is none of the shop's, keeps its name. */
    public static String withoutPrefix(String prefix, String table) {
        return !prefix.isEmpty() && table.startsWith(prefix) ? table.substring(prefix.length()) : table;
    }

    /** A text literal for statements that cannot take parameters. */
    public static String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
