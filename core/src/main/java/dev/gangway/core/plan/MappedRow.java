package dev.gangway.core.plan;

import dev.gangway.core.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source row becomes: the target row with exactly the fields that the rules set, and rows of other tables that
 * handlers added. A rejected row has a reason and must not be written.
 */
public record MappedRow(
        Row row, List<SideRow> sideRows, @Nullable String rejection) {

    public MappedRow {
        sideRows = List.copyOf(sideRows);
    }

    public boolean isRejected() {
        return rejection != null;
    }
}
