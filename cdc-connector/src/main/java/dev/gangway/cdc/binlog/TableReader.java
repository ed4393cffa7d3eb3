package dev.gangway.cdc.binlog;

import dev.gangway.cdc.structure.TableShape;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at source tables as they are today. */
final class TableReader {
    private final Database source;
    private final BinlogEra era;

    TableReader(Database source, BinlogEra era) {
        this.source = source;
        this.era = era;
    }

    BinlogEra era() {
        return era;
    }

    /** Every row of a table, as one statement sees them. */
    void rows(Table table, Consumer<Row> taker) {
        try (Connection connection = source.open();
                var stream = new ChunkReader(source.config().prefix()).open(connection, table)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                taker.accept(row);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "reading " + source.table(table.name()) + " anew");
        }
    }

    /** The end of the binlog. */
    SourcePosition end() {
        return era.position(new PositionReader(source).current().position());
    }

    /**
     * What a table looks like; null when it is not there.
     *
     * @throws MigrationException when the source cannot be asked
     */
    @Nullable
    TableShape shape(Table table) {
        return SchemaInspector.inspect(source)
                .table(table.name())
                .filter(found -> !found.view())
                .map(found -> withVersioning(found, TableShape.of(found)))
                .orElse(null);
    }

    private TableShape withVersioning(Table table, TableShape shape) {
        String sql = "SELECT TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
        try (Connection connection = source.open();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, source.config().name());
            statement.setString(2, source.table(table.name()));
            try (var row = statement.executeQuery()) {
                boolean versioned = row.next() && row.getString(1).equalsIgnoreCase("SYSTEM VERSIONED");
                return new TableShape(shape.columns(), shape.key(), versioned);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking at " + source.table(table.name()));
        }
    }
}
