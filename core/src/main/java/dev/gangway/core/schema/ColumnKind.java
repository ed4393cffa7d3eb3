package dev.gangway.core.schema;

/**
 * How values of a column are represented everywhere in the product. A value is {@code null}, a {@link String} in MySQL's own
 * text form, or a {@code byte[]}; which of the two follows from the kind alone.
 */
public enum ColumnKind {
    /** All integer types and YEAR: decimal digits, possibly with a leading minus. */
    INTEGER,
    /** DECIMAL: exact digits with the column's scale, as the server prints it. */
    DECIMAL,
    /** FLOAT and DOUBLE: {@code Double.toString} form of the exact stored value. */
    FLOATING,
    /** DATE, DATETIME, TIMESTAMP (UTC) and TIME as the server prints them, zero dates included. */
    TEMPORAL,
    /** CHAR, VARCHAR, TEXT, ENUM, SET, JSON: characters. */
    TEXT,
    /** BINARY, VARBINARY, BLOB, geometry: {@code byte[]}. */
    BINARY,
    /** BIT(n): {@code byte[]}, big-endian, (n + 7) / 8 bytes. */
    BIT;

    /** True when values are {@code byte[]}. */
    public boolean isBytes() {
        return this == BINARY || this == BIT;
    }
}
