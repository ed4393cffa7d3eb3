package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.Side;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rows of the source whose parent does not exist. They are copied all the same: foreign key checks are off. */
public final class DataIntegrityStep implements Step {
    private static final int SHOWN = 20;
    private static final int COUNTED = 1_000;

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        var findings = new ArrayList<IntegrityFinding>();
        try (Connection connection = context.source().open()) {
            for (Table table : context.sourceSchema().tables()) {
                for (ForeignKey key : table.foreignKeys()) {
                    if (key.columns().size() == 1 && context.sourceSchema().has(key.referencedTable())) {
                        orphans(context, connection, table, key).ifPresent(findings::add);
                    }
                }
            }
        }
        return findings;
    }

    private static Optional<IntegrityFinding> orphans(
            StepContext context, Connection connection, Table table, ForeignKey key) throws SQLException {
        String column = Identifiers.quote(key.columns().get(0));
        String parentColumn = Identifiers.quote(key.referencedColumns().get(0));
        String query = "SELECT DISTINCT c." + column + " FROM "
                + Identifiers.quote(context.source().table(table.name())) + " c LEFT JOIN "
                + Identifiers.quote(context.source().table(key.referencedTable())) + " p ON p." + parentColumn + " = c."
                + column + " WHERE c." + column + " IS NOT NULL AND p." + parentColumn + " IS NULL LIMIT " + COUNTED;
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String shown = String.join(",", values.subList(0, Math.min(SHOWN, values.size())));
        String more = values.size() > SHOWN
                ? " and " + (values.size() - SHOWN) + (values.size() == COUNTED ? " or more" : "") + " others"
                : "";
        String text = "foreign key " + key.name() + ": values " + shown + more + " of "
                + key.columns().get(0) + " have no row in " + key.referencedTable() + "."
                + key.referencedColumns().get(0);
        return Optional.of(new IntegrityFinding(
                IntegrityFinding.Kind.INCOMPATIBLE_DATA, Side.SOURCE, table.name(), List.of(text)));
    }

    @Override
    public void data(StepContext context) {
        // This step only looks: it has no data stage.
    }
}
