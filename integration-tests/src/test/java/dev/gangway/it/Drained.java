package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.mysql.state.LookupChanges;
import java.time.Duration;

/** Waits until a stream has carried over everything, rows that use changed look-ups among it, while nobody writes. */
final class Drained {

    private Drained() {}

    static void await(MigrationContext context, StreamRun stream, Duration limit) {
        var lookups = new LookupChanges(context.databases().state());
        long end = System.nanoTime() + limit.toNanos();
        boolean level = false;
        while (!level) {
            boolean followed = lookups.isFollowed();
            assertThat(stream.awaitApplied(stream.drainTarget(), limit)).isTrue();
            level = followed && lookups.isFollowed();
            assertThat(level || System.nanoTime() < end)
                    .describedAs("rows follow their look-ups in time")
                    .isTrue();
        }
    }
}
