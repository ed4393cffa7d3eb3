package dev.gangway.bulkloader.urlrewrite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whose request paths got a suffix, because another rewrite has their path, and which; url keys get the same. One thread. */
final class PathSuffixes {

    /** Whose rewrite it is: entity type and id, and the store. */
    record Owner(String type, String id, String store) {}

    private final Map<String, Map<String, String>> byEntity = new LinkedHashMap<>();
    private long rewrites;

    void put(Owner owner, String hash) {
        byEntity.computeIfAbsent(owner.type() + "/" + owner.id(), entity -> new LinkedHashMap<>())
                .put(owner.store(), hash);
    }

    /** Counts one more rewrite whose path was changed. */
    void count() {
        rewrites++;
    }

    /** Rewrites whose path was changed. */
    long rewrites() {
        return rewrites;
    }

    Optional<String> of(Owner owner) {
        return Optional.ofNullable(ofEntity(owner.type(), owner.id()).get(owner.store()));
    }

    /** Suffixes of an entity by store. */
    Map<String, String> ofEntity(String type, String id) {
        return byEntity.getOrDefault(type + "/" + id, Map.of());
    }
}
