package dev.gangway.core.plan;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows whose number is too great for the target's key, which a server would make one and the same number. A number
 * that no table refers to becomes the same one less 4294967296, a negative one: it fits, nobody else has it, and the row's later
 * changes find it again. Other rows are rejected. The source's column may become wider while a stream runs, so its type says
 * nothing. Immutable.
 */
final class KeyOverflow {
    private static final BigInteger INTS = BigInteger.ONE.shiftLeft(32);
    private static final Map<String, Integer> BITS = Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32);
    private static final String REJECTION =
            "its key %s is greater than the target's column can hold, and cannot be numbered anew: other rows may refer to it, or"
                    + " it is greater than 4294967295";

    private final @Nullable String field;
    private final BigInteger greatest;
    private final boolean renumbers;
    private final int digits;

    private KeyOverflow(@Nullable String field, BigInteger greatest, boolean renumbers) {
        this.field = field;
        this.greatest = greatest;
        this.renumbers = renumbers;
        this.digits = greatest.toString().length();
    }

    /** {@code handled}: fields of either side that handlers set; {@code referenced}: true when a foreign key leads to the key. */
    static KeyOverflow of(
            Table source, Table target, List<ColumnCopy> copies, Set<String> handled, boolean referenced) {
        for (ColumnCopy copy : copies) {
            Column from = source.column(copy.source()).orElse(null);
            Column to = target.column(copy.target()).orElse(null);
            if (from != null && to != null && target.primaryKey().equals(List.of(to.name()))) {
                boolean plain = !handled.contains(from.name()) && !handled.contains(to.name());
                if (plain && from.kind() == ColumnKind.INTEGER && to.kind() == ColumnKind.INTEGER) {
                    boolean renumbers = !referenced && to.baseType().equals("int") && !to.isUnsigned();
                    BigInteger greatest = BigInteger.ONE.shiftLeft(bits(to)).subtract(BigInteger.ONE);
                    return new KeyOverflow(to.name(), greatest, renumbers);
                }
            }
        }
        return new KeyOverflow(null, BigInteger.ZERO, false);
    }

    /** Binary digits of the greatest number that the column holds. */
    private static int bits(Column column) {
        int all = BITS.getOrDefault(column.baseType(), 64);
        return column.isUnsigned() ? all : all - 1;
    }

    /** True when a table of either side has a foreign key to this one's only key column. */
    static boolean isReferenced(Table table, Schema schema) {
        return schema.tables().stream()
                .flatMap(other -> other.foreignKeys().stream())
                .anyMatch(key -> key.referencedTable().equals(table.name())
                        && key.referencedColumns().equals(table.primaryKey()));
    }

    /** The same results with the keys that fit; keys are changed in place. */
    List<MappedRow> apply(List<MappedRow> mapped) {
        if (field == null) {
            return mapped;
        }
        List<MappedRow> changed = null;
        for (int i = 0; i < mapped.size(); i++) {
            MappedRow row = mapped.get(i);
            if (!row.isRejected() && !fit(row.row())) {
                changed = changed == null ? new ArrayList<>(mapped) : changed;
                changed.set(i, new MappedRow(row.row(), row.sideRows(), REJECTION.formatted(field)));
            }
        }
        return changed == null ? mapped : changed;
    }

    /** Changes a key that does not fit; false when it cannot. */
    boolean fit(Row row) {
        String name = field;
        String text = name == null ? null : row.text(name);
        if (name == null || text == null || text.length() < digits) {
            return true;
        }
        BigInteger key = number(text);
        if (key.compareTo(greatest) <= 0) {
            return true;
        }
        if (!renumbers || key.compareTo(INTS) >= 0) {
            return false;
        }
        row.set(name, key.subtract(INTS).toString());
        return true;
    }

    private static BigInteger number(String text) {
        try {
            return new BigInteger(text);
        } catch (NumberFormatException e) {
            return BigInteger.ZERO; // no number at all is the server's to warn of
        }
    }
}
