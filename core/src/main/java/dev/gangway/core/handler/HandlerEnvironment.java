package dev.gangway.core.handler;

import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Facts of the whole migration that handlers may need while they are made. Immutable. */
public interface HandlerEnvironment {

    Compatibility compatibility();

    /** An option of config.xml, such as {@code crypt_key} or {@code edition_migrate}; empty when missing or blank. */
    Optional<String> option(String name);

    /** Class-map pairs in file order; an empty value means "mapped to nothing". */
    Map<String, String> classMap();

    Schema sourceSchema();

    Schema targetSchema();

    /** The target table that the main map gives to a source table; empty when ignored. */
    Optional<String> mappedDocument(String sourceDocument);

    /**
     * The target table that the map file of another option (such as {@code sales_order_map_file}) gives to a source table;
     * empty when that map has no rule for it.
     */
    default Optional<String> mappedDocument(String mapFileOption, String sourceDocument) {
        return Optional.empty();
    }

    Clock clock();
}
