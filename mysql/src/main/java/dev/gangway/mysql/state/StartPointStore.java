package dev.gangway.mysql.state;

import dev.gangway.core.position.StartPoint;
import java.util.Optional;

/** Remembers where capture begins: written once, before the first row of the source is read. Thread-safe. */
public final class StartPointStore {
    static final String NAME = "start-point";

    private final StateSchema schema;
    private final RunStore runs;

    public StartPointStore(StateSchema schema) {
        this.schema = schema;
        this.runs = new RunStore(schema);
    }

    /**
     * The recorded start point.
     *
     * @throws dev.gangway.core.error.MigrationException CHECKPOINT_CORRUPTED when it cannot be read
     */
    public Optional<StartPoint> find() {
        return runs.get(NAME).map(this::parse);
    }

    public void save(StartPoint point) {
        runs.put(
                NAME,
                String.join("\n", point.capture(), point.file(), String.valueOf(point.offset()), point.gtids(), "."));
    }

    private StartPoint parse(String text) {
        String[] parts = text.split("\n", -1);
        boolean known = parts.length == 5
                && parts[4].equals(".")
                && (parts[0].equals("triggers") || (parts[0].equals("binlog") && !parts[1].isEmpty()))
                && parts[2].matches("\\d{1,18}");
        if (!known) {
            throw schema.corrupted("the recorded start point is incomplete");
        }
        return new StartPoint(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]);
    }
}
