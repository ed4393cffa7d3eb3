package dev.gangway.embedded.store;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import org.jspecify.annotations.Nullable;

/** Words the one error of this package the same way everywhere: what is missing, what was tried, what to do. */
final class PackageErrors {
    private PackageErrors() {}

    static MigrationException unavailable(String what, String tried, String advice) {
        return unavailable(what, tried, advice, null);
    }

    static MigrationException unavailable(String what, String tried, String advice, @Nullable Throwable cause) {
        return new MigrationException(
                ErrorCode.PACKAGE_UNAVAILABLE, what + " is not available. Tried: " + tried + ". " + advice, cause);
    }
}
