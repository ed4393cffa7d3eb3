package dev.gangway.core.php;

/** Says that PHP's {@code json_encode} answers {@code false} for a value, and why; the message holds no content. */
public final class PhpJsonException extends Exception {

    PhpJsonException(String reason) {
        super(reason, null, false, false);
    }
}
