package dev.gangway.it;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Starts the stream again and again and kills it, as with {@code kill -9}, at random moments. */
final class Kills {
    private static final int EARLIEST_MS = 1_500;
    private static final int SPREAD_MS = 10_000;

    private Kills() {}

    /** Returns how often the stream was killed; it never ends by itself. */
    static int kill(LiveShop.Target target, int times, Random random) throws InterruptedException {
        int killed = 0;
        for (int i = 0; i < times; i++) {
            Process stream = target.start("delta");
            boolean ended = stream.waitFor(EARLIEST_MS + random.nextInt(SPREAD_MS), TimeUnit.MILLISECONDS);
            if (ended) {
                throw new AssertionError("delta ended by itself with " + stream.exitValue());
            }
            stream.destroyForcibly().waitFor();
            killed++;
        }
        return killed;
    }
}
