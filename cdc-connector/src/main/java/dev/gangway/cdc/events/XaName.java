package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identifier of an XA transaction.
 *
 * @param text the way {@code XA COMMIT} takes it: global part and branch in hexadecimal, and the format's number
 */
record XaName(String text) {
    private static final String PART = "(X?)'([^']*)'";
    private static final Pattern STATEMENT =
            Pattern.compile("(?is)\\s*XA\\s+\\w+\\s+" + PART + "(?:\\s*,\\s*" + PART + "(?:\\s*,\\s*(\\d+))?)?.*");

    static Optional<XaName> of(String statement) {
        Matcher found = STATEMENT.matcher(statement);
        if (!found.matches()) {
            return Optional.empty();
        }
        String branch = found.group(4) == null ? "" : hex(found.group(3), found.group(4));
        String format = found.group(5) == null ? "1" : found.group(5);
        return Optional.of(new XaName(name(hex(found.group(1), found.group(2)), branch, format)));
    }

    static XaName of(XAPrepareEventData event) {
        byte[] data = event.getData();
        HexFormat hex = HexFormat.of();
        String global = hex.formatHex(data, 0, event.getGtridLength());
        String branch = hex.formatHex(data, event.getGtridLength(), data.length);
        return new XaName(name(global, branch, Integer.toString(event.getFormatID())));
    }

    private static String name(String global, String branch, String format) {
        return "X'" + global + "',X'" + branch + "'," + format;
    }

    private static String hex(String mark, String text) {
        return mark.isEmpty()
                ? HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                : text.toLowerCase(Locale.ROOT);
    }
}
