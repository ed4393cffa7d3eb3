package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns an IPv4 address, as text or as four bytes, into its unsigned number; everything else into 0.
 *
 * <p>By default an IPv4 address inside an IPv6 one ({@code ::ffff:1.2.3.4}) keeps its number, a number in an integer column
 * stays, and an IPv6 address that becomes 0 is reported. Strict: all of these become 0 silently.
 */
public record ConvertIp(String field, boolean strict, boolean integerColumn) implements Handler {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final String MAPPED_PREFIX = "::ffff:";
    private static final int MAPPED_ZEROS = 10;
    private static final int MAX_OCTET = 255;

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(field);
        if (integerColumn && !strict && value != null) {
            return;
        }
        long number = number(value);
        if (number < 0) {
            number = 0;
            if (!strict && isIpv6(value)) {
                context.warn(field, "an IPv6 address became 0");
            }
        }
        row.set(field, Long.toString(number));
    }

    private long number(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ofBytes(bytes);
        }
        String text = (String) value;
        if (text == null) {
            return -1;
        }
        if (text.length() == 4) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return ofBytes(bytes);
        }
        return ofText(text);
    }

    private long ofBytes(byte[] bytes) {
        if (bytes.length == 4) {
            return ByteBuffer.wrap(bytes).getInt() & 0xffffffffL;
        }
        if (bytes.length == 16) {
            return strict || !isMapped(bytes)
                    ? -1
                    : ByteBuffer.wrap(bytes, 12, 4).getInt() & 0xffffffffL;
        }
        return ofText(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private long ofText(String text) {
        boolean mapped = !strict && text.regionMatches(true, 0, MAPPED_PREFIX, 0, MAPPED_PREFIX.length());
        Matcher matcher = IPV4.matcher(mapped ? text.substring(MAPPED_PREFIX.length()) : text);
        if (!matcher.matches()) {
            return -1;
        }
        long number = 0;
        for (int i = 1; i <= 4; i++) {
            String group = matcher.group(i);
            int octet = Integer.parseInt(group);
            if (octet > MAX_OCTET || (group.length() > 1 && group.charAt(0) == '0')) {
                return -1;
            }
            number = number << 8 | octet;
        }
        return number;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_ZEROS; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static boolean isIpv6(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes.length == 16 : value instanceof String text && text.contains(":");
    }

    /** Makes {@link ConvertIp}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("ConvertIp", "Turns an IPv4 address, text or four bytes, into its number.")
                    .deviation(
                            "an IPv4 address inside an IPv6 one keeps its number, a number in an integer column stays as it"
                                    + " is, and an IPv6 address that becomes 0 is reported")
                    .example("", "127.0.0.1", "2130706433")
                    .example("four bytes", "7f 00 00 01", "2130706433")
                    .example("", "::1", "0");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            boolean integer = binding.table()
                    .column(binding.field())
                    .map(Column::kind)
                    .filter(kind -> kind == ColumnKind.INTEGER)
                    .isPresent();
            return new ConvertIp(
                    binding.field(), binding.environment().compatibility() == Compatibility.STRICT, integer);
        }
    }
}
