package dev.gangway.cdc.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the statement of a LOAD DATA that was written as a statement: its event has a longer head than others. */
final class LoadStatement {
    private static final int DATABASE_AT = 8;
    private static final int VARIABLES_AT = 11;
    private static final int HEAD = 26;

    private LoadStatement() {}

    /** Empty for any other event. */
    static Optional<Statement> of(RawEvent event) {
        if (event.kind() != EventKind.EXECUTE_LOAD_QUERY) {
            return Optional.empty();
        }
        ByteBuffer body = event.body();
        int start = body.position();
        int nameLength = body.get(start + DATABASE_AT) & 0xFF;
        int database = start + HEAD + (body.getShort(start + VARIABLES_AT) & 0xFFFF);
        String name = text(event, database, nameLength);
        int sql = database + nameLength + 1;
        return Optional.of(Statement.of(text(event, sql, body.limit() - sql), name));
    }

    private static String text(RawEvent event, int from, int length) {
        return new String(event.bytes(), from, length, StandardCharsets.UTF_8);
    }
}
