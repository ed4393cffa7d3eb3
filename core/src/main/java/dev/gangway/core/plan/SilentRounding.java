package dev.gangway.core.plan;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that the target's columns will hold less exactly and of which servers do not warn: fractions in integer
 * columns, fractions of a second, digits beyond a floating number's. Looks only where the columns' types allow it. Immutable.
 */
final class SilentRounding {
    private static final Pattern DIGITS = Pattern.compile("\\((\\d+)");
    private static final int DOUBLE_DIGITS = 15;

    private final List<Check> checks;

    /** {@code to}: index in the mapped row. */
    private record Check(String sourceField, int to, Kind kind, int digits) {}

    private enum Kind {
        WHOLE("rounded to a whole number"),
        SECONDS("fraction of a second rounded or cut"),
        FLOAT("rounded to a float's digits"),
        DOUBLE("rounded to a double's digits"),
        PADDED("filled up with zero bytes");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }
    }

    private SilentRounding(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** {@code handled}: fields of either side whose values may be of any form. */
    static SilentRounding of(Table source, Table target, List<ColumnCopy> copies, Set<String> handled) {
        var checks = new ArrayList<Check>();
        Layout layout = Layout.of(target);
        for (ColumnCopy copy : copies) {
            Column from = source.column(copy.source()).orElse(null);
            Column to = target.column(copy.target()).orElse(null);
            if (from != null && to != null) {
                boolean any = handled.contains(copy.source()) || handled.contains(copy.target());
                Kind kind = kind(from, to, any);
                if (kind != null) {
                    checks.add(new Check(copy.source(), layout.indexOf(copy.target()), kind, digits(to)));
                }
            }
        }
        return new SilentRounding(checks);
    }

    private static @Nullable Kind kind(Column from, Column to, boolean any) {
        return switch (to.kind()) {
            case INTEGER -> any || canHaveFraction(from) ? Kind.WHOLE : null;
            case TEMPORAL -> any || canHaveSeconds(from, to) ? Kind.SECONDS : null;
            case FLOATING -> floating(from, to, any);
            case BINARY -> canPad(from, to, any) ? Kind.PADDED : null;
            case DECIMAL, BIT, TEXT -> null;
        };
    }

    private static boolean canHaveFraction(Column from) {
        return from.kind() != ColumnKind.INTEGER && from.kind() != ColumnKind.BIT;
    }

    private static boolean canHaveSeconds(Column from, Column to) {
        return from.kind() == ColumnKind.TEMPORAL
                ? digits(from) > digits(to)
                : from.kind() == ColumnKind.TEXT || from.kind() == ColumnKind.BINARY;
    }

    private static @Nullable Kind floating(Column from, Column to, boolean any) {
        boolean single = to.baseType().equals("float");
        boolean same = from.baseType().equals(to.baseType()) || from.baseType().equals("float");
        if (!any && (same || (!single && from.kind() == ColumnKind.DECIMAL && digits(from) <= DOUBLE_DIGITS))) {
            return null;
        }
        return single ? Kind.FLOAT : Kind.DOUBLE;
    }

    private static boolean canPad(Column from, Column to, boolean any) {
        return to.baseType().equals("binary")
                && (any || !from.baseType().equals("binary") || digits(from) < digits(to));
    }

    private static int digits(Column column) {
        Matcher matcher = DIGITS.matcher(column.type());
        return matcher.find() && matcher.group(1).length() < 6 ? Integer.parseInt(matcher.group(1)) : 0;
    }

    boolean isNever() {
        return checks.isEmpty();
    }

    /** Counts what will be lost of the mapped rows, each under its source row. */
    void count(List<Row> sources, List<MappedRow> mapped, LossCounter losses) {
        for (Check check : checks) {
            for (int i = 0; i < mapped.size(); i++) {
                MappedRow row = mapped.get(i);
                if (!row.isRejected()
                        && row.row().isSet(check.to)
                        && isLost(check, row.row().get(check.to))) {
                    losses.count(sources.get(i), check.sourceField, check.kind.reason);
                }
            }
        }
    }

    private static boolean isLost(Check check, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        if (check.kind == Kind.PADDED) {
            return value instanceof byte[] bytes && bytes.length < check.digits;
        }
        return value instanceof String text && isLost(check, text.strip());
    }

    /** What is no number and no time at all is the server's to warn of. */
    private static boolean isLost(Check check, String text) {
        try {
            return switch (check.kind) {
                case WHOLE ->
                    hasSign(text) && new BigDecimal(text).stripTrailingZeros().scale() > 0;
                case SECONDS -> hasMoreThan(check.digits, text);
                case FLOAT -> !isExactly(text, Float.toString(Float.parseFloat(text)));
                case DOUBLE -> !isExactly(text, Double.toString(Double.parseDouble(text)));
                case PADDED -> false;
            };
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Of a fraction or an exponent: most whole numbers are told by this. */
    private static boolean hasSign(String text) {
        return text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }

    private static boolean isExactly(String text, String stored) {
        return text.equals(stored) || new BigDecimal(stored).compareTo(new BigDecimal(text)) == 0;
    }

    /** Digits that are not zero after so many places of the second. */
    private static boolean hasMoreThan(int places, String text) {
        int dot = text.lastIndexOf('.');
        for (int i = dot + 1 + places; dot >= 0 && i < text.length(); i++) {
            if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }
}
