package dev.gangway.cdc.binlog;

import dev.gangway.cdc.Checkpoint;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.ServerLineage;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether capture may go on with the server that answers now. One that has taken over from another may follow when its
 * GTIDs prove that it has every transaction that was captured; any other server is refused by name.
 */
final class Succession {
    private static final Logger LOGGER = LoggerFactory.getLogger(Succession.class);

    private static final Pattern GTID = Pattern.compile("[0-9a-fA-F-]{36}(:[^:]+)?:\\d+|\\d+-\\d+-\\d+");

    private final Database source;
    private final BinlogEra first;

    /**
     * @param first the server that the start point was recorded on, for a checkpoint that does not name its server
     */
    Succession(Database source, BinlogEra first) {
        this.source = source;
        this.first = first;
    }

    /**
     * The era that begins or goes on at a checkpoint.
     *
     * @throws MigrationException SOURCE_MISMATCH when the server cannot take over
     */
    BinlogEra era(Checkpoint from) {
        var offset = new BinlogOffset(from.resume());
        BinlogEra last = offset.era().server().isEmpty() ? first : offset.era();
        var lineage = new ServerLineage(source);
        String server = lineage.server();
        if (last.server().isEmpty() || last.server().equals(server)) {
            return new BinlogEra(server, last.shift());
        }
        requireGtids(offset, last, server);
        lineage.missing(needed(offset)).ifPresent(missing -> {
            throw mismatch(
                    server,
                    "lacks transactions that were captured: " + missing
                            + ". Either it has not caught up, then let it and start again, or they were lost when it was"
                            + " promoted, then the target has changes that this server never had. A replica that has"
                            + " them serves (MariaDB: with log_slave_updates)");
        });
        requireWhole(from, offset, server);
        BinlogEra next = BinlogEra.after(from.position(), server);
        LOGGER.atWarn()
                .addKeyValue("server", server)
                .addKeyValue("before", last.server())
                .addKeyValue("gtidSet", offset.gtids())
                .log("Another server has taken over as source; capture goes on there by GTID");
        return next;
    }

    /** What was handed on in part must be there too. */
    private static String needed(BinlogOffset offset) {
        boolean isGtid = GTID.matcher(offset.open()).matches();
        return isGtid ? offset.gtids() + "," + offset.open() : offset.gtids();
    }

    private void requireGtids(BinlogOffset offset, BinlogEra last, String server) {
        if (offset.gtids().isEmpty()) {
            throw mismatch(
                    server,
                    "is not the one whose binlog was read so far (" + last.server()
                            + "), and the checkpoint is a file and an offset of that one's binlog, which mean nothing here."
                            + " Going on with a replica needs GTIDs from the start on (gtid_mode=ON; MariaDB has them)."
                            + " Point <source> at the former server and let delta --until-drained finish there");
        }
    }

    /** Between the place of a restart and the checkpoint lie changes that only their places in the former binlog tell apart. */
    private void requireWhole(Checkpoint from, BinlogOffset offset, String server) {
        boolean sameEvent = from.position().isInEventOf(offset.position());
        if (!sameEvent
                && from.position().isAfter(offset.position())
                && offset.open().isEmpty()) {
            throw mismatch(
                    server,
                    "took over while an XA transaction was prepared and not ended. Capture cannot tell here what of it was"
                            + " carried. Point <source> at the former server and let delta --until-drained finish there");
        }
    }

    private MigrationException mismatch(String server, String what) {
        return new MigrationException(
                ErrorCode.SOURCE_MISMATCH,
                "Source database " + source.config().address() + ": server " + server + " " + what
                        + "; where that is impossible, load again: gangway data --reset");
    }
}
