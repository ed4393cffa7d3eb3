package dev.gangway.app.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.state.ClaimStore;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The schema registry of one run, which remembers in the state one schema that the registry numbered for it. A registry that was emptied
 * gives the same numbers to other schemas: records of the topics would be read as those of other tables. Thread-safe.
 */
final class KnownRegistry implements SchemaRegistry {
    private final SchemaRegistry registry;
    private final ClaimStore claims;
    private final String run;
    private boolean isRemembered;

    /**
     * @param runId a registry that was remembered for another one counts for nothing
     */
    KnownRegistry(SchemaRegistry registry, ClaimStore claims, String runId) {
        this.registry = registry;
        this.claims = claims;
        this.run = runId + " ";
        this.isRemembered = !remembered().isEmpty();
    }

    private Map<String, String> remembered() {
        Map<String, String> all = claims.all(ClaimStore.Kind.REGISTRY);
        all.values().removeIf(schema -> !schema.startsWith(run));
        return all;
    }

    /** True when the registry still knows the run's schema by its number; to be asked before anything is registered. */
    boolean isTheSame() {
        return remembered().entrySet().stream()
                .allMatch(entry -> knows(Integer.parseInt(entry.getKey()), entry.getValue()));
    }

    private boolean knows(int id, String remembered) {
        try {
            return remembered.equals(run + fingerprint(registry.schema(id)));
        } catch (MigrationException e) {
            if (e.code() == ErrorCode.RECORD_UNREADABLE) {
                return false;
            }
            throw e;
        }
    }

    private static String fingerprint(Schema schema) {
        return Long.toHexString(SchemaNormalization.parsingFingerprint64(schema));
    }

    @Override
    public int register(String subject, Schema schema) {
        int id = registry.register(subject, schema);
        remember(id, schema);
        return id;
    }

    private synchronized void remember(int id, Schema schema) {
        if (!isRemembered) {
            claims.replace(ClaimStore.Kind.REGISTRY, Map.of(String.valueOf(id), run + fingerprint(schema)));
            isRemembered = true;
        }
    }

    @Override
    public Schema schema(int id) {
        return registry.schema(id);
    }
}
