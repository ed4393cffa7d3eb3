package dev.gangway.bulkloader.step.settings;

import dev.gangway.bulkloader.Finding;
import dev.gangway.bulkloader.Step;
import dev.gangway.bulkloader.StepContext;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays Magento 1's configuration over Magento 2's: ignored paths stay out, others are renamed and their values converted by
 * the settings file. The table is replaced in one transaction, so an interrupted run leaves the old rows.
 */
public final class SettingsStep implements Step {
    private static final String TABLE = "core_config_data";
    private static final int STATEMENT_BYTES = 4 << 20;

    private final StepContext context;

    public SettingsStep(StepContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> checkIntegrity() {
        var findings = new ArrayList<Finding>();
        missing(context.sourceSchema(), "Source", findings);
        missing(context.targetSchema(), "Destination", findings);
        return findings;
    }

    private static void missing(Schema schema, String side, List<Finding> findings) {
        if (!schema.has(TABLE)) {
            findings.add(Finding.error(side + " document " + TABLE
                    + " is missing: check the table prefix of that side in the configuration"));
        }
    }

    @Override
    public void migrate() {
        Table from = context.sourceSchema().table(TABLE).orElseThrow();
        Table to = context.targetSchema().table(TABLE).orElseThrow();
        var merge = new SettingsMerge(context, from, to);
        List<Row> merged = merge.merge(read(context.source(), from), read(context.target(), to));
        var losses = new WriteLosses();
        var sql =
                new RowSql(context.target().flavor(), context.target().config().prefix(), STATEMENT_BYTES);
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), losses);
        context.transactions().run("replacing table " + TABLE, connection -> {
            writer.clear(connection, to);
            writer.insert(connection, to, merged.stream().map(Row::copy).toList());
            new LossStore(context.state()).add(connection, merge.losses());
            return true;
        });
    }

    private static List<Row> read(Database database, Table table) {
        var rows = new ArrayList<Row>();
        try (Connection connection = database.open();
                RowStream stream = new ChunkReader(database.config().prefix()).open(connection, table)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading table " + TABLE);
        }
    }
}
