package dev.gangway.mysql.state;

/**
 * Which row of the source stands behind a parked change.
 *
 * @param kind table, target table and code, as people count them
 * @param key as {@link dev.gangway.core.change.SourceKey} writes it
 * @param oldKey the key before the change where it was another one, else empty
 * @param joined it follows another change by itself
 */
public record ParkedKey(long id, ParkedKind kind, String key, String oldKey, boolean joined) {}
