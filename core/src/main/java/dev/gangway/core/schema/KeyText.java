package dev.gangway.core.schema;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells which texts a unique key of Magento takes for equal: letter case, accents and blanks at the end do not count. It errs on
 * the side of equal, so that a row that passes here never fails at the server.
 */
public final class KeyText {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private KeyText() {}

    /** The same text for all that a key takes for equal; NULL is the empty text. */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).stripTrailing();
    }
}
