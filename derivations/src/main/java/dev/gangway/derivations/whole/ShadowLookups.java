package dev.gangway.derivations.whole;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.row.Row;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups of handlers that run inside a derivation: answered from shadow tables, so that they are as old as the rows. Made for one
 * recomputation. One thread.
 */
public final class ShadowLookups implements Lookups {
    private final DerivationContext context;
    private final ServerRows rows;
    private final Map<String, List<Row>> tables = new HashMap<>();

    public ShadowLookups(DerivationContext context, Connection connection) {
        this.context = context;
        this.rows = new ServerRows(context, connection);
    }

    @Override
    public @Nullable String find(Key lookup, String key) {
        return all(lookup.table()).stream()
                .filter(row -> key.equals(row.text(lookup.keyColumn())))
                .findFirst()
                .map(row -> row.text(lookup.valueColumn()))
                .orElse(null);
    }

    @Override
    public void prefetch(Key lookup, Collection<String> keys) {
        all(lookup.table());
    }

    @Override
    public List<Row> all(String table) {
        return tables.computeIfAbsent(table, this::read);
    }

    private List<Row> read(String table) {
        if (!context.hasShadow(ShadowTable.nameOf(table))) {
            throw new MigrationException(
                    ErrorCode.RULE_FILE_INVALID,
                    "A handler looks up table " + table
                            + ", which is not at hand where small tables are decided as a whole:"
                            + " remove the rule from the settings file or the attribute map");
        }
        try {
            return rows.shadow(table);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.state().target().config(), "looking up " + table);
        }
    }
}
