package dev.gangway.mysql.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a target database carries of the run that fills it: a row of Magento's own table {@code flag} under a code that Magento
 * does not ask for. It is part of every backup of the target.
 */
public record TargetMark(long id, String runId, String sourceId, long turn) {
    /** The flag's code. */
    public static final String CODE = "gangway_migration";

    private static final Pattern TEXT =
            Pattern.compile("\\{\"run\":\"([^\"]*)\",\"source-id\":\"([^\"]*)\",\"turn\":(\\d{1,18})}");

    /** The flag's data. */
    static String text(String runId, String sourceId, long turn) {
        return "{\"run\":\"" + runId + "\",\"source-id\":\"" + sourceId + "\",\"turn\":" + turn + "}";
    }

    /** Reads the flag's data; a mark that cannot be read is of nobody. */
    static TargetMark parse(long id, @Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? new TargetMark(id, matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3)))
                : new TargetMark(id, "", "", 0);
    }
}
