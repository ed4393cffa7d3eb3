package dev.gangway.proof.run;

import dev.gangway.proof.find.Counts;
import dev.gangway.proof.route.RouteLook;
import dev.gangway.proof.store.DiffStore;
import java.util.concurrent.atomic.AtomicLong;

/** What the threads of one comparison share: whether it is stopped, how far it is, and the stream. Thread-safe. */
final class RunWatch {
    private final long run;
    private final DiffStore store;
    private final DiffListener listener;
    private final StreamWait stream;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong before = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final long start = System.nanoTime();
    private volatile boolean stopped;

    RunWatch(long run, DiffInput input, DiffStore store, DiffListener listener) {
        this.run = run;
        this.store = store;
        this.listener = listener;
        this.stream = new StreamWait(input, () -> stopped);
    }

    long run() {
        return run;
    }

    StreamWait stream() {
        return stream;
    }

    /** Rows that earlier processes have compared, and how many there are in all. */
    void begin(long done, long all) {
        before.set(done);
        total.set(all);
    }

    void read(String unit, RouteLook.Seen seen) {
        long read = seen.counts().values().stream().mapToLong(Counts::target).sum();
        long here = rows.addAndGet(read);
        long millis = (System.nanoTime() - start) / 1_000_000;
        listener.progress(new DiffListener.Progress(
                unit, before.get() + here, Math.max(total.get(), before.get() + here), here, millis));
    }

    /** True when somebody stopped or deleted the comparison; asked once per chunk. */
    boolean isStopped() {
        if (!stopped) {
            stopped = store.find(run)
                    .filter(one -> one.state().equals(DiffStore.RUNNING))
                    .isEmpty();
        }
        return stopped;
    }
}
