package dev.gangway.core.php;

/**
 * Bounds that keep hostile input from using up memory or time.
 *
 * @param maxBytes longest text that is read
 * @param maxDepth deepest nesting; PHP's own default is 4096
 * @param maxValues most values in one text
 */
public record PhpLimits(int maxBytes, int maxDepth, int maxValues) {

    /** 64 MiB of text, PHP's nesting depth, a million values. */
    public static final PhpLimits DEFAULT = new PhpLimits(64 << 20, 4096, 1_000_000);

    public PhpLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxValues < 1) {
            throw new IllegalArgumentException("Limits must be positive");
        }
    }
}
