package dev.gangway.core.error;

/** Who has to act on an error, and with which exit code a command ends because of it. */
public enum ErrorType {
    /** Wrong command, configuration or rule file: the user corrects input. */
    USER(2),
    /** The source database, its data or its grants. */
    SOURCE(1),
    /** The target database, its data or its grants. */
    TARGET(1),
    /** Kafka or the schema registry. */
    BROKER(1),
    /** A defect of the product. */
    INTERNAL(1);

    private final int exitCode;

    ErrorType(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
