package dev.gangway.core.php;

import org.jspecify.annotations.Nullable;

/**
 * Reads serialized text whose string lengths are wrong, the usual damage when a database's charset was converted after PHP had
 * counted the bytes. A string ends at the closing quote nearest to its announced length; everything else must be right, element
 * counts included, so other damage is not papered over.
 */
public final class PhpRepair {

    private PhpRepair() {}

    /** The value, or null when the text is damaged in another way. */
    public static @Nullable PhpValue read(byte[] serialized) {
        try {
            return serialized.length == 0 ? null : PhpReader.read(new PhpTokens(serialized, true), PhpLimits.DEFAULT);
        } catch (PhpFormatException beyondRepair) {
            return null;
        }
    }
}
