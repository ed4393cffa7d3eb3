package dev.gangway.proof.repair;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.ReemitStore.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits for a request as long as it moves, and not much longer. One thread. */
final class Patience {
    static final Duration LIMIT = Duration.ofSeconds(90);

    private final Supplier<Optional<Progress>> progress;
    private final LongSupplier nanoTime;
    private Optional<Progress> last = Optional.empty();
    private long movedAt;

    Patience(ReemitStore store, long request) {
        this(() -> store.progress(request), System::nanoTime);
    }

    Patience(Supplier<Optional<Progress>> progress, LongSupplier nanoTime) {
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.movedAt = nanoTime.getAsLong();
    }

    /**
     * Looks whether it has moved.
     *
     * @throws MigrationException REEMIT_SILENT when it has not for the limit
     */
    void look() {
        Optional<Progress> now = progress.get();
        if (!now.equals(last)) {
            last = now;
            movedAt = nanoTime.getAsLong();
        } else if (nanoTime.getAsLong() - movedAt > LIMIT.toNanos()) {
            throw silent(now);
        }
    }

    private static MigrationException silent(Optional<Progress> now) {
        long open = now.map(Progress::open).orElse(0L);
        String what = open > 0
                ? "capture has not sent %,d of the rows that it was asked for".formatted(open)
                : "the rows are sent, but the target does not come to their place in the stream";
        return new MigrationException(
                ErrorCode.REEMIT_SILENT,
                "For " + LIMIT.toSeconds() + " s nothing has moved: " + what
                        + now.flatMap(Progress::trouble)
                                .map(why -> " (" + why + ")")
                                .orElse("")
                        + ". gangway status shows whether the stream is paused or waits for something; the request stays and is"
                        + " carried out when it goes on, then compare again");
    }
}
