package dev.gangway.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that stops a stage or a command. The message names the object, the place and the next step, and never holds a
 * password or a row's values.
 */
public class MigrationException extends RuntimeException {
    private final ErrorCode code;

    public MigrationException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public MigrationException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
