package dev.gangway.embedded.store;

import java.time.Duration;

/** Hears about packages that have to be fetched, so that a waiting person sees what is going on. */
public interface PackageListener {
    /** The package is not in the cache; fetching begins. */
    void fetching(ServerPackage wanted);

    /** The package is in the cache now. */
    void fetched(ServerPackage wanted, Duration took);
}
