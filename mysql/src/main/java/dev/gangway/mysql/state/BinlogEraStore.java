package dev.gangway.mysql.state;

import dev.gangway.core.position.BinlogEra;
import java.util.Optional;

/**
 * Remembers which server's binlog is read and by how much its files' numbers are raised, for whoever asks the source where it
 * stands. Thread-safe.
 */
public final class BinlogEraStore {
    private static final String NAME = "binlog-era";

    private final StateSchema schema;
    private final RunStore runs;

    public BinlogEraStore(StateSchema schema) {
        this.schema = schema;
        this.runs = new RunStore(schema);
    }

    /**
     * The present era.
     *
     * @throws dev.gangway.core.error.MigrationException CHECKPOINT_CORRUPTED when it cannot be read
     */
    public BinlogEra current() {
        return runs.get(NAME).map(this::parse).orElse(BinlogEra.FIRST);
    }

    public void save(BinlogEra era) {
        Optional<String> known = runs.get(NAME);
        String text = era.shift() + " " + era.server();
        if (!text.equals(known.orElse(""))) {
            runs.put(NAME, text);
        }
    }

    private BinlogEra parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 1 || !text.substring(0, blank).matches("\\d{1,18}")) {
            throw schema.corrupted("the recorded server of the binlog is incomplete");
        }
        return new BinlogEra(text.substring(blank + 1), Long.parseLong(text.substring(0, blank)));
    }
}
