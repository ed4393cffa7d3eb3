package dev.gangway.events.registry;

import org.apache.avro.Schema;

/** Gives schemas a number that travels with every record. Implementations are thread-safe. */
public interface SchemaRegistry {

    /**
     * The id of the schema under this subject; registers it when it is new. The same schema always has the same id.
     *
     * @throws dev.gangway.core.error.MigrationException when the registry cannot be reached or refuses the schema
     */
    int register(String subject, Schema schema);

    /**
     * The schema with this id.
     *
     * @throws dev.gangway.core.error.MigrationException {@code RECORD_UNREADABLE} when the id is unknown
     */
    Schema schema(int id);
}
