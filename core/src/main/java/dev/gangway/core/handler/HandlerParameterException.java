package dev.gangway.core.handler;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;

/** A handler cannot be made from the parameters that its rule gives. */
public final class HandlerParameterException extends MigrationException {

    public HandlerParameterException(String message) {
        super(ErrorCode.HANDLER_PARAMETER, message);
    }
}
