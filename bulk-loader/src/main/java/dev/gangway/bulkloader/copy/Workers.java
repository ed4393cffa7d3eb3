package dev.gangway.bulkloader.copy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads that share one piece of work: named after it, and no reason for the process to stay. */
public final class Workers {

    private Workers() {}

    /** {@code name} is what a thread dump says, followed by a number; the caller shuts the pool down. */
    public static ExecutorService pool(int threads, String name) {
        var number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
