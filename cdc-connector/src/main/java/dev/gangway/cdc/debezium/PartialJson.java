package dev.gangway.cdc.debezium;

/**
 * Stands for a JSON value of which the binlog holds only the changed parts ({@code binlog_row_value_options=PARTIAL_JSON}). Told
 * apart by identity.
 */
public final class PartialJson {
    /** The cell as it is read. */
    static final byte[] CELL = {'p', 'a', 'r', 't', 'i', 'a', 'l'};

    /** The value as it is handed on. */
    private static final String VALUE = new String("partial JSON"); // an object of its own: told apart from equal texts

    private PartialJson() {}

    static String value() {
        return VALUE;
    }

    /** True for a value that is not known. */
    @SuppressWarnings("ReferenceEquality") // a document may well hold an equal text
    public static boolean is(Object value) {
        return value == VALUE;
    }
}
