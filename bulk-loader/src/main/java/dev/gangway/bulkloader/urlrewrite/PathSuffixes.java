package dev.gangway.bulkloader.urlrewrite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose request paths got a suffix, because another rewrite has their path, and which; url keys get the same. Read from the
 * work table, which remembers it. Immutable once read.
 */
final class PathSuffixes {
    /** Columns of a work table {@code w} that make an {@link Owner}: entity type and id. */
    static final String OWNER = "CASE WHEN w.product_id > 0 THEN 'product' WHEN w.category_id > 0 THEN 'category'"
            + " WHEN w.cms_page_id > 0 THEN 'cms-page' ELSE w.entity_type END,"
            + " CASE WHEN w.product_id > 0 THEN w.product_id WHEN w.category_id > 0 THEN w.category_id"
            + " ELSE w.cms_page_id END";

    /** Whose rewrite it is: entity type and id, and the store. */
    record Owner(String type, String id, String store) {

        /** The suffix of the owner's rewrites. */
        String hash() {
            return md5(toString());
        }

        /** The suffix of one of several rewrites of the owner that have the same path. */
        String hash(long rewrite) {
            return md5(this + "/" + rewrite);
        }

        private static String md5(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Map<String, Map<String, String>> byEntity = new LinkedHashMap<>();

    private PathSuffixes() {}

    static PathSuffixes read(WorkTable work) throws SQLException {
        var suffixes = new PathSuffixes();
        String query = "SELECT " + OWNER + ", w.store_id, w." + WorkTable.SUFFIX + " FROM " + work.name()
                + " w WHERE w." + WorkTable.SUFFIX + " <> '' ORDER BY w.id";
        try (var statement = work.connection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                suffixes.add(new Owner(rows.getString(1), rows.getString(2), rows.getString(3)), rows.getString(4));
            }
        }
        return suffixes;
    }

    /** One of several rewrites of an owner that share a path has a suffix of its own, which is not the url key's. */
    private void add(Owner owner, String hash) {
        if (hash.equals(owner.hash())) {
            byEntity.computeIfAbsent(owner.type() + "/" + owner.id(), entity -> new LinkedHashMap<>())
                    .put(owner.store(), hash);
        }
    }

    /** Suffixes of an entity by store. */
    Map<String, String> ofEntity(String type, String id) {
        return byEntity.getOrDefault(type + "/" + id, Map.of());
    }
}
