package dev.gangway.core.handler;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;

/** One row cannot be mapped: bulk load reports it and stops or parks by policy, the stream parks the change. */
public final class RowRejectedException extends MigrationException {

    public RowRejectedException(String message) {
        super(ErrorCode.ROW_REJECTED, message);
    }

    public RowRejectedException(String message, Throwable cause) {
        super(ErrorCode.ROW_REJECTED, message, cause);
    }
}
