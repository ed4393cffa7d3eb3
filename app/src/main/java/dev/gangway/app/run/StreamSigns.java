package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.Recovery;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be seen of a stream from outside.
 *
 * @param holder the connection on the target with which a stream holds its lock; empty when none runs
 * @param tells whether a stream on this machine tells how it is
 * @param waits which of its parts wait or have stopped, and why
 * @param failure with what the last stream ended, if it was an error and none has begun since
 */
public record StreamSigns(OptionalLong holder, boolean tells, List<Wait> waits, Optional<LastFailure> failure) {

    /** A part that waits or has stopped. */
    public record Wait(String part, boolean needsPerson, String code, String message) {}

    public StreamSigns {
        waits = List.copyOf(waits);
    }

    /** Looks for them; the state is there. */
    public static StreamSigns read(MigrationConfig config, StateSchema state) {
        Optional<LiveStatus> live = LiveStatus.read(LiveStatus.file(config), System.currentTimeMillis())
                .or(() -> SharedStream.told(state));
        List<Wait> waits = live.map(LiveStatus::waits).orElse(List.of()).stream()
                .map(wait ->
                        new Wait(wait.part(), wait.recovery() == Recovery.NEEDS_PERSON, wait.code(), wait.message()))
                .toList();
        return new StreamSigns(StreamLock.holder(state), live.isPresent(), waits, LastFailure.find(state));
    }

    public boolean runs() {
        return holder.isPresent();
    }

    /** The code of a text, if it is one of ours. */
    public static Optional<ErrorCode> code(String name) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(name)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
