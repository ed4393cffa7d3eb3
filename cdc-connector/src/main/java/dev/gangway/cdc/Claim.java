package dev.gangway.cdc;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.UUID;

/**
 * One connector's right to write for its source-id, over all its attempts. Kafka keeps a replaced producer from writing, but
 * does not always say so: it may as well report an invalid state, after which a new attempt would throw out the connector
 * that has taken over. So the one that is newer writes its name, and the older one looks. One thread at a time.
 */
final class Claim {
    private final String owner = UUID.randomUUID().toString();
    private boolean made;

    String owner() {
        return owner;
    }

    boolean isMade() {
        return made;
    }

    void made() {
        made = true;
    }

    /**
     * Checks who has written last.
     *
     * @throws MigrationException FENCED when it was another connector
     */
    void requireOwn(String lastOwner) {
        if (!lastOwner.equals(owner)) {
            throw new MigrationException(
                    ErrorCode.FENCED, "Another process took over capture of the same source-id: stop one of the two");
        }
    }
}
