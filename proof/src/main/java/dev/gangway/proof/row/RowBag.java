package dev.gangway.proof.row;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows without a key: as many equal rows on one side as on the other. Keeps a digest per distinct row that has not met its
 * counterpart yet, so memory follows the differences and the distance between the two, not the table. Not thread-safe.
 */
public final class RowBag {
    private final Map<String, Integer> open = new HashMap<>();
    private final List<Column> columns;

    public RowBag(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A row that should be there. */
    public void expected(List<@Nullable Object> values) {
        add(values, 1);
    }

    /** A row that is there. */
    public void actual(List<@Nullable Object> values) {
        add(values, -1);
    }

    private void add(List<@Nullable Object> values, int count) {
        open.merge(digest(values), count, (a, b) -> a + b == 0 ? null : a + b);
    }

    private String digest(List<@Nullable Object> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                byte[] bytes = value == null ? new byte[0] : canonical(columns.get(i), value);
                digest.update((value == null ? "n" : "v" + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    private static byte[] canonical(Column column, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        boolean number = column.kind() == ColumnKind.DECIMAL || column.kind() == ColumnKind.INTEGER;
        String text = number ? plain(value.toString()) : value.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(String number) {
        try {
            return new BigDecimal(number).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return number;
        }
    }

    /** Tells every row that one side has more often than the other, by its digest. */
    public void report(String table, Consumer<Finding> found) {
        open.forEach((digest, count) -> {
            Kind kind = count > 0 ? Kind.MISSING : Kind.EXTRA;
            for (int i = 0; i < Math.abs(count); i++) {
                String key = "row " + digest.substring(0, 12);
                found.accept(new Finding(kind, table, key, List.of(digest), List.of(), "", null, null));
            }
        });
    }
}
