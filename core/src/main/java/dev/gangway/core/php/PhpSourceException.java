package dev.gangway.core.php;

/** PHP source that is not read, and why; on its way to a problem at its line. */
final class PhpSourceException extends Exception {
    private final int line;
    private final String reason;

    PhpSourceException(int line, String reason) {
        super(reason, null, false, false);
        this.line = line;
        this.reason = reason;
    }

    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
