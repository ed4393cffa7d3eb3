package dev.gangway.bulkloader.orphan;

import dev.gangway.core.row.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one foreign key whose parent does not exist or stays behind itself. */
record MissingParents(Relation relation, Set<List<String>> values) {

    MissingParents(Relation relation) {
        this(relation, new HashSet<>());
    }

    /** True when the row names one of these parents; a key with a NULL in it names none. */
    boolean isNamedBy(Row row) {
        List<String> columns = relation.key().columns();
        @Nullable String[] named = new @Nullable String[columns.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = row.text(columns.get(i));
            if (named[i] == null) {
                return false;
            }
        }
        return values.contains(List.of(named));
    }
}
