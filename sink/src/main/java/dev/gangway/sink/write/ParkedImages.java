package dev.gangway.sink.write;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.row.Row;
import dev.gangway.core.row.RowJson;
import dev.gangway.mysql.state.ParkedChange.Images;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is shown of a parked change: of one that could not be mapped the source row before and after, of one that the
 * target does not take the rows that it would write. Rows stand under the name of their table.
 */
final class ParkedImages {
    private ParkedImages() {}

    static Images of(MappedChange change) {
        Rejection rejection = change.rejection();
        if (rejection != null) {
            return new Images(image(change.table(), rejection.before()), image(change.table(), rejection.after()));
        }
        var members = new ArrayList<String>();
        for (TargetOperation operation : change.operations()) {
            if (operation instanceof Upsert upsert) {
                members.add(member(upsert.table(), upsert.row(), members.size()));
            }
        }
        return new Images(null, members.isEmpty() ? null : object(members));
    }

    private static @Nullable String image(String table, @Nullable Row row) {
        return row == null ? null : object(List.of(member(table, row, 0)));
    }

    private static String object(List<String> members) {
        return "{" + String.join(",", members) + "}";
    }

    /** A change may write several rows of one table. */
    private static String member(String table, Row row, int before) {
        var out = new StringBuilder();
        RowJson.quote(out, before == 0 ? table : table + " #" + (before + 1));
        return out.append(':').append(RowJson.of(row)).toString();
    }
}
