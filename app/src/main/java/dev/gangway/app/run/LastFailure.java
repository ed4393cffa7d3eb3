package dev.gangway.app.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.StateSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With what the last stream ended, kept in the state for those who come later and have only that. A stream that carries
 * changes again ends it.
 *
 * @param at when, in UTC
 */
public record LastFailure(String code, String at, String message) {
    private static final Logger LOGGER = LoggerFactory.getLogger(LastFailure.class);
    private static final String NAME = "stream-failure";
    private static final int LONGEST = 4000;

    /** These say nothing about the stream that was or is there. */
    private static final Set<ErrorCode> OTHERS =
            EnumSet.of(ErrorCode.STATE_LOCKED, ErrorCode.INTERRUPTED, ErrorCode.FENCED, ErrorCode.USAGE);

    static void remember(StateSchema state, MigrationException failure) {
        if (OTHERS.contains(failure.code())) {
            return;
        }
        String message = String.valueOf(failure.getMessage());
        String cut = message.length() <= LONGEST ? message : message.substring(0, LONGEST);
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        quietly(() -> new RunStore(state).put(NAME, failure.code() + "\n" + now + "\n" + cut));
    }

    static void forget(StateSchema state) {
        quietly(() -> new RunStore(state).remove(NAME));
    }

    /** The stream's own error is the one to be told, whatever becomes of this note. */
    private static void quietly(Runnable write) {
        try {
            write.run();
        } catch (MigrationException e) {
            LOGGER.atDebug().addKeyValue("errorCode", e.code()).log("The stream's end cannot be noted");
        }
    }

    static Optional<LastFailure> find(StateSchema state) {
        return new RunStore(state)
                .get(NAME)
                .map(text -> text.split("\n", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new LastFailure(parts[0], parts[1], parts[2]));
    }
}
