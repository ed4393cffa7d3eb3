package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import dev.gangway.cdc.events.EventReader;
import dev.gangway.cdc.events.GateScope;
import dev.gangway.cdc.events.TransactionGate;
import dev.gangway.cdc.structure.TableShape;
import io.debezium.config.Configuration;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import io.debezium.relational.TableId;
import io.debezium.relational.ddl.DdlParser;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What both streams do around Debezium's handling of an event: {@link Markers} are placed, a {@link LostConnection} is a
 * failure, and an idle server beats. Confined to the binlog client's thread.
 */
public final class StreamWatch<P extends BinlogPartition> {
    /** Setting of the engine: milliseconds after which an idle server tells where it is. */
    public static final String HEARTBEAT = "gangway.heartbeat.ms";
    /** Setting of the engine: the source's database. */
    public static final String DATABASE = "gangway.database";
    /** Setting of the engine: the captured tables, one a line. */
    public static final String TABLES = "gangway.tables";
    /** Setting of the engine: those of them whose engine cannot undo, one a line. */
    public static final String WITHOUT_TRANSACTIONS = "gangway.tables.without-transactions";
    /** Lines of a table and, after tabs, the captured tables that its triggers may write. */
    public static final String WRITTEN_BY_TRIGGERS = "gangway.tables.written-by-triggers";

    private final Structures structures;
    private final Markers<P> markers;
    private final LostConnection lost;
    private final SilenceWatch silence;
    private final GateOutlet<P> outlet;
    private final TransactionGate gate;
    private boolean toldStructures;

    StreamWatch(
            StreamSurroundings<P, ? extends BinlogDatabaseSchema<?, ?, ?, ?>> around,
            BinlogConnectorConfig config,
            CdcSourceTaskContext<?> context,
            DdlParser parser) {
        this.markers = new Markers<>(around.dispatcher(), around.errors());
        this.lost = new LostConnection(around.errors());
        Configuration raw = context.getRawConfig();
        String database = raw.getString(DATABASE, "");
        this.structures = new Structures(
                around.schema(),
                new StatementForms(parser),
                database,
                raw.getString(TABLES, "").lines().toList(),
                table -> createStatement(around.connections().mainConnection(), database, table));
        this.outlet = new GateOutlet<>(markers, structures, new RowsOutlet<>(around, structures), this::file);
        Duration heartbeat = Duration.ofMillis(raw.getLong(HEARTBEAT));
        this.silence = new SilenceWatch(around.errors(), heartbeat);
        var reader = new EventReader(silence::sign);
        this.gate = new TransactionGate(reader, scope(config, raw), outlet);
        around.client().setEventDeserializer(ExactRows.install(reader));
        around.client().registerLifecycleListener(lost);
        around.client().registerLifecycleListener(silence);
        around.client().setHeartbeatInterval(heartbeat.toMillis());
    }

    private static @Nullable String createStatement(
            BinlogConnectorConnection connection, String database, String table) {
        String sql = "SHOW CREATE TABLE `" + database.replace("`", "``") + "`.`" + table.replace("`", "``") + "`";
        try {
            connection.setAutoCommit(true);
            return connection.queryAndMap(sql, rows -> rows.next() ? rows.getString(2) : null);
        } catch (SQLException e) {
            return null; // it is gone: the rows belong to a table that does not exist any more
        }
    }

    private String file() {
        return gate.file();
    }

    private static GateScope scope(BinlogConnectorConfig config, Configuration raw) {
        var filter = config.getTableFilters().dataCollectionFilter();
        return new GateScope(
                raw.getString(DATABASE, ""),
                (database, table) -> filter.isIncluded(new TableId(database, null, table)),
                raw.getString(TABLES, "").lines().toList(),
                raw.getString(WITHOUT_TRANSACTIONS, "").lines().toList(),
                raw.getString(WRITTEN_BY_TRIGGERS, "")
                        .lines()
                        .map(line -> List.of(line.split("\t", -1)))
                        .collect(Collectors.toMap(line -> line.get(0), line -> line.subList(1, line.size()))));
    }

    /** Lets Debezium handle what has become certain by this event, and marks a cut behind it. */
    void event(
            Event event,
            P partition,
            BinlogOffsetContext<?> offset,
            ChangeEventSourceContext context,
            DebeziumStream stream) {
        lost.runningIn(context);
        outlet.use(partition, offset, stream, gate::undecidedFrom);
        if (!markers.haveFailed()) {
            markers.guard(() -> silence.whileBusy(event.getHeader().getEventType(), () -> {
                tellStructures(event, partition, offset);
                gate.accept(event);
            }));
        }
    }

    /** Lets Debezium handle a statement, and gives notice of what it changed in the tables' structures. */
    void statement(Event event, P partition, BinlogOffsetContext<?> offset, Handling<Event> handle)
            throws InterruptedException {
        if (isTransactionControl(event)) {
            handle.take(event);
            return;
        }
        String sql = EventDataWrapper.internal(event.getData()) instanceof QueryEventData query
                ? structures.concerning(query.getSql(), query.getDatabase())
                : "";
        Structures.Unread unread = structures.unread(sql);
        Map<String, @Nullable TableShape> before = structures.shapes();
        handle.take(event);
        for (Event forgetting : structures.forgetting(unread, event)) {
            handle.take(forgetting);
        }
        structures.forget();
        structures
                .changed(sql, before, gate.file(), Structures.place(event))
                .forEach(change -> markers.structure(change, partition, offset));
        for (String table : structures.hidden(sql, unread)) {
            for (Event today : structures.definition(table, event)) {
                handle.take(today);
            }
            structures.forget();
            markers.structure(
                    structures.guessed(table, before.get(table), gate.file(), Structures.place(event)),
                    partition,
                    offset);
        }
    }

    /** Before the first event of a file all that follows is compared with what the tables looked like there. */
    private void tellStructures(Event event, P partition, BinlogOffsetContext<?> offset) {
        if (!toldStructures && !gate.file().isEmpty()) {
            toldStructures = true;
            structures
                    .found(gate.file(), Structures.place(event))
                    .forEach(found -> markers.structure(found, partition, offset));
        }
    }

    private static boolean isTransactionControl(Event event) {
        if (EventDataWrapper.internal(event.getData()) instanceof QueryEventData query) {
            String sql = query.getSql().trim();
            return sql.equalsIgnoreCase("BEGIN") || sql.equalsIgnoreCase("COMMIT");
        }
        return false;
    }

    /** Debezium's own handling of a statement. */
    interface Handling<E> {
        void take(E event) throws InterruptedException;
    }
}
