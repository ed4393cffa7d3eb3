package dev.gangway.events.registry;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry for one process whose topics nobody else reads, and for tests. Keeps nothing over a restart. Thread-safe. */
public final class InMemorySchemaRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Schema schema(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new MigrationException(ErrorCode.RECORD_UNREADABLE, "Schema " + id + " is not in this process");
        }
        return schemas.get(id - 1);
    }
}
