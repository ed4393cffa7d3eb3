package dev.gangway.app.identity;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that is not what the state says.
 *
 * @param message object, place, and the way out
 * @param acceptable a person may say that it is right as it is
 */
public record Mismatch(ErrorCode code, String message, boolean acceptable) {

    /**
     * Stops when there is one.
     *
     * @throws MigrationException with the first one's code and all messages
     */
    static void refuse(List<Mismatch> mismatches) {
        if (!mismatches.isEmpty()) {
            throw new MigrationException(
                    mismatches.get(0).code(),
                    mismatches.stream().map(Mismatch::message).collect(Collectors.joining("\n")));
        }
    }
}
