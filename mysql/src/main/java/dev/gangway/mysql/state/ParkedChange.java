package dev.gangway.mysql.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change put aside, as it is stored.
 *
 * @param rows target rows that are not as the source has them, each as its table, a blank and its key
 * @param images the row's contents, for a person
 * @param plan fingerprint of the plan that mapped it, or empty
 * @param payload the mapped change as a record, to apply it later; empty when there is none
 */
public record ParkedChange(Origin origin, Cause cause, List<String> rows, Images images, String plan, byte[] payload) {

    public ParkedChange {
        rows = List.copyOf(rows);
    }

    /**
     * Where it comes from.
     *
     * @param table the source table; empty for a row of the target that was displaced, and for unreadable records
     * @param key the row's key, as {@link dev.gangway.core.change.SourceKey} writes it
     * @param oldKey the key before the change where it was another one, else empty
     * @param position in the source, or {@link ParkedRows#LOAD}
     * @param topic of the record, or empty
     * @param offset of the record, or -1
     */
    public record Origin(
            String table, String key, String oldKey, String position, String topic, int partition, long offset) {

        /** Without a record, of a row whose key did not change. */
        public Origin(String table, String key, String position) {
            this(table, key, "", position, "", 0, -1);
        }
    }

    /**
     * Why.
     *
     * @param targetTable the table that refused it, or empty
     * @param waitsFor the target row whose queue it joined, as in {@link ParkedChange#rows()}, or empty
     */
    public record Cause(String code, String reason, String targetTable, String waitsFor) {

        /** It waits for nothing but a person. */
        public Cause(String code, String reason, String targetTable) {
            this(code, reason, targetTable, "");
        }
    }

    /** The row as it was and as it became, as JSON; null where it is not known. */
    public record Images(@Nullable String before, @Nullable String after) {
        public static final Images NONE = new Images(null, null);
    }

    /** Of which no more is known than where and why. */
    public static ParkedChange of(Origin origin, Cause cause, byte[] payload) {
        return new ParkedChange(origin, cause, List.of(), Images.NONE, "", payload);
    }
}
