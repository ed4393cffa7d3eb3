package dev.gangway.mysql.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the changes put aside are meant; without any condition all that wait.
 *
 * @param ids these alone
 * @param key the row's key as it is shown
 * @param table the source table; of displaced rows the target's
 * @param code the reason's code
 */
public record ParkedSelection(Set<Long> ids, Optional<String> key, Optional<String> table, Optional<String> code) {
    public static final ParkedSelection ALL =
            new ParkedSelection(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public ParkedSelection {
        ids = Set.copyOf(ids);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** The condition, whose parameters are {@link #parameters()}. */
    String condition() {
        var parts = new ArrayList<String>();
        parts.add("resolved = 0");
        if (!ids.isEmpty()) {
            parts.add("id IN ("
                    + String.join(
                            ", ", ids.stream().sorted().map(String::valueOf).toList()) + ")");
        }
        key.ifPresent(k -> parts.add("row_key = ?"));
        table.ifPresent(t -> parts.add("(CASE WHEN table_name = '' THEN target_table ELSE table_name END) = ?"));
        code.ifPresent(c -> parts.add("code = ?"));
        return String.join(" AND ", parts);
    }

    List<String> parameters() {
        var values = new ArrayList<String>();
        key.ifPresent(values::add);
        table.ifPresent(values::add);
        code.ifPresent(values::add);
        return values;
    }
}
