package dev.gangway.core.config;

/**
 * How the bulk load uses the machine: element {@code <bulk>}.
 *
 * @param threads tables and key ranges copied at the same time
 * @param chunkRows rows between two checkpoints
 * @param memoryBytes rows in flight, all threads together
 * @param orphans what becomes of rows whose parent does not exist
 */
public record BulkConfig(int threads, int chunkRows, long memoryBytes, Orphans orphans) {

    /** What becomes of source rows whose parent does not exist. */
    public enum Orphans {
        /** They are integrity errors: the run stops until somebody decides, or carries them with {@code --auto}. */
        REFUSE,
        /** They are copied as they are. */
        CARRY,
        /** They are left out, with everything that hangs on them, and listed with the parked rows. */
        PARK
    }

    public static final BulkConfig DEFAULT = new BulkConfig(
            Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors())), 20_000, 128L << 20, Orphans.REFUSE);

    static final String[] NAMES = {"threads", "chunk-rows", "memory-bytes", "orphans"};

    static BulkConfig from(Section section) {
        return new BulkConfig(
                section.integer("threads", DEFAULT.threads, 1, 64),
                section.integer("chunk-rows", DEFAULT.chunkRows, 1, 1_000_000),
                section.number("memory-bytes", DEFAULT.memoryBytes, 1L << 20, 64L << 30),
                section.choice("orphans", Orphans.class, DEFAULT.orphans));
    }
}
