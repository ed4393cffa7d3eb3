package dev.gangway.cdc.events;

import java.nio.ByteBuffer;

/**
 * What MariaDB says at the head of a transaction about the whole of it. Format: Gtid_log_event in MariaDB's log_event.h.
 *
 * @param standalone true when the next statement is the whole transaction, without an end of its own
 * @param structureUndecided true for the first half of an ALTER in two phases, or one that failed
 */
record MariaDbGtid(boolean standalone, boolean structureUndecided) {
    private static final int FLAGS_AT = 12;
    private static final int STANDALONE = 1;
    private static final int GROUP_COMMIT = 2;
    private static final int XA = 64 | 128;
    private static final int START_ALTER = 2;
    private static final int ROLLBACK_ALTER = 8;

    static MariaDbGtid of(RawEvent event) {
        ByteBuffer body = event.body();
        int at = body.position() + FLAGS_AT;
        int flags = body.get(at++);
        at += (flags & GROUP_COMMIT) != 0 ? 8 : 0;
        if ((flags & XA) != 0) {
            at += 6 + (body.get(at + 4) & 0xFF) + (body.get(at + 5) & 0xFF);
        }
        int extra = at < body.limit() ? body.get(at) : 0;
        return new MariaDbGtid((flags & STANDALONE) != 0, (extra & (START_ALTER | ROLLBACK_ALTER)) != 0);
    }
}
