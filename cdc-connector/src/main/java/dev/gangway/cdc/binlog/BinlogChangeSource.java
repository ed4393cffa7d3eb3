package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.ChangeSource;
import dev.gangway.cdc.Checkpoint;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.reemit.KeyFeed;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import dev.gangway.events.envelope.Origin;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.state.ReemitQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures from the binary log. Needs nothing of the source but the binlog in row format with full images and the grants to
 * read it. Positions are places in the binlog, so a restart delivers the same changes under the same positions. A server that
 * takes over from another is followed by GTID, and positions go on rising.
 */
public final class BinlogChangeSource implements ChangeSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(BinlogChangeSource.class);

    private final Database source;
    private final CapturedTables tables;
    private final BinlogSettings settings;
    private final BinlogCheck check;
    private final @Nullable ReemitQueue wantedAgain;
    private final Consumer<BinlogEra> eras;
    private @Nullable BinlogEngine engine;
    private @Nullable ReemitInStream again;
    private BinlogEra era = BinlogEra.FIRST;
    private String fileStem = "";
    private int fileDigits = 6;
    private @Nullable Files files;

    /** The origin of all changes of one file. */
    private record Files(BinlogEra era, long log, Origin origin) {}

    public BinlogChangeSource(Database source, CapturedTables tables, BinlogSettings settings) {
        this(source, tables, settings, null, era -> {});
    }

    /**
     * @param wantedAgain whose rows are sent again; null when nobody asks
     * @param eras told at each start which server's binlog is read
     */
    public BinlogChangeSource(
            Database source,
            CapturedTables tables,
            BinlogSettings settings,
            @Nullable ReemitQueue wantedAgain,
            Consumer<BinlogEra> eras) {
        this.wantedAgain = wantedAgain;
        this.eras = eras;
        this.source = source;
        this.tables = tables;
        this.settings = settings;
        this.check = new BinlogCheck(source);
    }

    /** The checkpoint that capture begins with when there is none yet. */
    public static Checkpoint initial(StartPoint start) {
        return new Checkpoint(start.position(), BinlogOffset.of(start).fields(), Map.of(), 0);
    }

    @Override
    public void start(Checkpoint from) {
        BinlogOffset offset = new BinlogOffset(from.resume());
        BinlogEra now = new Succession(source, settings.era()).era(from);
        boolean takenOver = now.shift() != offset.era().shift();
        rememberFileName(check.canReadFrom(offset, takenOver));
        eras.accept(now);
        era = now;
        seedHistory(offset);
        var properties = new EngineProperties(source, tables, settings).from(offset);
        var builder = new PieceBuilder(settings.limits(), from.position(), takenOver ? offset : offset.in(now));
        if (takenOver) {
            builder.skip(offset.open(), offset.openChanges());
        }
        var reader = new TableReader(source, now);
        var consumer = new RecordConsumer(
                tables,
                builder,
                new TableStates(tables, reader::shape, offset.waiting()),
                reader,
                new Reread(settings.reread(), source.config().prefix()));
        BinlogEngine started =
                new BinlogEngine(properties, consumer, source.config().address());
        engine = started;
        again = reemission(from);
        started.start();
        LOGGER.atInfo()
                .addKeyValue("binlogFile", offset.file())
                .addKeyValue("binlogOffset", offset.position().offset())
                .addKeyValue("gtidSet", offset.gtids())
                .addKeyValue("tables", tables.tables().size())
                .log("Binlog capture started");
    }

    private ReemitInStream reemission(Checkpoint from) {
        var feed = new KeyFeed(wantedAgain);
        feed.start();
        return new ReemitInStream(feed, tables, source, settings.limits(), from, era);
    }

    private void seedHistory(BinlogOffset offset) {
        var seed = new SchemaHistorySeed(settings, source.config().name());
        Set<String> known = seed.knownTables();
        var missing = new LinkedHashMap<String, String>();
        var unrecorded = new java.util.ArrayList<String>();
        for (String table : tables.realNames()) {
            String ddl = settings.createStatements().get(table);
            if (!known.contains(table) && ddl != null) {
                missing.put(table, ddl);
            } else if (!known.contains(table)) {
                unrecorded.add(table);
            }
        }
        if (!unrecorded.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("tables", unrecorded.size())
                    .log("Structures at the start point were not recorded; the present ones are taken");
            missing.putAll(BinlogStart.createStatements(source, unrecorded));
        }
        seed.write(missing, offset);
    }

    private void rememberFileName(String file) {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        fileStem = file.substring(0, file.length() - digits.length());
        fileDigits = digits.length();
        files = null;
    }

    @Override
    public @Nullable Piece poll(Duration wait) throws InterruptedException {
        BinlogEngine running = engine;
        ReemitInStream rowsAgain = again;
        if (running == null || rowsAgain == null) {
            return null;
        }
        Piece first = rowsAgain.next();
        if (first != null) {
            return first;
        }
        Piece piece = running.poll(rowsAgain.patience(wait));
        return piece == null ? null : rowsAgain.around(piece);
    }

    /** The checkpoint in Kafka is what a restart begins with; only rows that were sent again are noted. */
    @Override
    public void acknowledge(Piece piece) {
        ReemitInStream rowsAgain = again;
        if (rowsAgain != null) {
            rowsAgain.acknowledge(piece.position());
        }
    }

    @Override
    public SourcePosition drainTarget() {
        return era.position(new PositionReader(source).current().position());
    }

    @Override
    public Origin origin(SourcePosition position) {
        Files known = files;
        if (known == null || known.log() != position.log() || !known.era().equals(era)) {
            String file = fileStem + String.format(Locale.ROOT, "%0" + fileDigits + "d", era.fileNumber(position));
            String server = source.config().host() + ":" + source.config().port();
            known = new Files(era, position.log(), new Origin(server, file));
            files = known;
        }
        return known.origin();
    }

    /**
     * @throws MigrationException never; a failure to stop in time is logged
     */
    @Override
    public void close() {
        BinlogEngine running = engine;
        if (running != null) {
            running.close();
        }
        ReemitInStream rowsAgain = again;
        if (rowsAgain != null) {
            rowsAgain.close();
        }
    }
}
