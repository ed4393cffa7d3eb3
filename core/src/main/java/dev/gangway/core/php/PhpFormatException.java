package dev.gangway.core.php;

/**
 * Says that bytes are not a value that PHP's {@code unserialize} accepts without an error. The only exception that
 * {@link PhpReader} throws, whatever its input; the message holds the place and the reason, never the bytes.
 */
public final class PhpFormatException extends Exception {
    private final int offset;

    PhpFormatException(String reason, int offset) {
        super(reason + " at byte " + offset, null, false, false);
        this.offset = offset;
    }

    /** Index of the byte where reading stopped making sense. */
    public int offset() {
        return offset;
    }
}
