package dev.gangway.embedded.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of one process at a time work on a name in a cache folder; others wait. A killed holder frees the lock. */
public final class CacheLock {
    private static final Map<Path, ReentrantLock> LOCKS_OF_THIS_JVM = new ConcurrentHashMap<>();

    private CacheLock() {}

    /** Runs the work while holding the lock of the given name; the lock file stays behind empty. */
    public static <T> T holding(Path folder, String name, Supplier<T> work) {
        Path file = folder.resolve(".lock-" + name).toAbsolutePath();
        ReentrantLock local = LOCKS_OF_THIS_JVM.computeIfAbsent(file, key -> new ReentrantLock());
        local.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw PackageErrors.unavailable(
                    "The package cache",
                    "writing to " + folder + " (" + e + ")",
                    "Make it writable or set GANGWAY_CACHE to another folder.",
                    e);
        } finally {
            local.unlock();
        }
    }
}
