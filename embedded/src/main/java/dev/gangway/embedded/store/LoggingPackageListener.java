package dev.gangway.embedded.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports fetched packages in the log. */
public final class LoggingPackageListener implements PackageListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(LoggingPackageListener.class);

    @Override
    public void fetching(ServerPackage wanted) {
        LOGGER.atInfo()
                .addKeyValue("package", wanted.describe())
                .addKeyValue("source", wanted.source().describe())
                .log("Fetching server package");
    }

    @Override
    public void fetched(ServerPackage wanted, Duration took) {
        LOGGER.atInfo()
                .addKeyValue("package", wanted.title())
                .addKeyValue("durationMs", took.toMillis())
                .log("Server package ready");
    }
}
