package dev.gangway.app.parked;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hides values that nobody needs to see in order to judge a row: they are stored, but not shown. */
final class SecretColumns {
    static final String MASK = "***";

    private static final Pattern SECRET = Pattern.compile(
            "pass(word|wd|phrase)|hash|token|secret|salt|api_?key|private|cc_number|cc_cid|cc_exp|_enc$");

    private SecretColumns() {}

    static @Nullable String shown(String column, @Nullable String value) {
        boolean secret = SECRET.matcher(column.toLowerCase(Locale.ROOT)).find();
        return value != null && secret ? MASK : value;
    }
}
