package dev.gangway.app.identity;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.inspect.SourceFootprint;
import dev.gangway.mysql.inspect.SourceFootprint.Comparison;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.read.ServerLineage;
import dev.gangway.mysql.state.ClaimStore;
import dev.gangway.mysql.state.StartPointStore;
import java.util.List;
import java.util.Map;

/** Compares the source with the facts that the run remembers of it. */
final class SourceCheck {
    private final MigrationConfig config;
    private final Databases databases;

    SourceCheck(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
    }

    /** Only whether it is another shop. */
    List<Mismatch> findOtherShop() {
        Map<String, String> recorded = new ClaimStore(databases.state()).all(ClaimStore.Kind.SOURCE);
        if (recorded.isEmpty()) {
            return List.of();
        }
        Comparison comparison = new SourceFootprint(databases.source()).compare(recorded);
        return comparison.verdict() == SourceFootprint.Verdict.OTHER_SHOP ? find() : List.of();
    }

    List<Mismatch> find() {
        Map<String, String> recorded = new ClaimStore(databases.state()).all(ClaimStore.Kind.SOURCE);
        if (recorded.isEmpty()) {
            return List.of();
        }
        Comparison comparison = new SourceFootprint(databases.source()).compare(recorded);
        if (comparison.verdict() != SourceFootprint.Verdict.OTHER_SHOP && !new PlanCheck(databases).isStored()) {
            return List.of(); // before the first row is read, a fresher copy of the shop is as good
        }
        if (comparison.verdict() == SourceFootprint.Verdict.SAME && comparison.otherServer() && !hasOurBinlog()) {
            return List.of(new Mismatch(ErrorCode.SOURCE_MISMATCH, source() + otherBinlog(), false));
        }
        String what =
                switch (comparison.verdict()) {
                    case SAME -> "";
                    case OTHER_SHOP ->
                        " is another shop than the one that source-id " + config.sourceId() + " was begun with: "
                                + comparison.detail()
                                + ". Correct <source>, or give this shop a source-id and a target of its own; "
                                + command("reset") + " undoes what was done for the other";
                    case EARLIER ->
                        " is the shop as it was before the migration began, or a part of it: " + comparison.detail()
                                + ". It was restored or imported from an older copy, or <source> names one. Correct"
                                + " <source>, or load again: " + command("data")
                                + " --reset. If these rows were deleted"
                                + " in the shop itself: " + command("accept");
                    case OTHER_DATABASE ->
                        " is a copy of the shop that was loaded: " + comparison.detail()
                                + ". Changes made there do not arrive from here. Correct <source>, or load again: "
                                + command("data") + " --reset. If the database was only renamed: " + command("accept");
                    case RECREATED ->
                        " was imported again since the load: " + comparison.detail()
                                + ". What changed between is not known. Load again: " + command("data")
                                + " --reset. If the rows are the same and tables were only rebuilt (OPTIMIZE, ALTER): "
                                + command("accept");
                };
        return what.isEmpty()
                ? List.of()
                : List.of(new Mismatch(
                        ErrorCode.SOURCE_MISMATCH,
                        source() + what,
                        comparison.verdict() != SourceFootprint.Verdict.OTHER_SHOP));
    }

    /** Places in one server's binlog mean nothing in another's, unless that is a copy of it. */
    private boolean hasOurBinlog() {
        return new StartPointStore(databases.state())
                .find()
                .filter(start -> !start.file().isEmpty())
                .map(start -> new PositionReader(databases.source()).isSamePlace(start) || hasAllOf(start))
                .orElse(true);
    }

    /** A replica that has taken over; what capture has seen since then is compared when it starts. */
    private boolean hasAllOf(StartPoint start) {
        return !start.gtids().isEmpty()
                && new ServerLineage(databases.source()).missing(start.gtids()).isEmpty();
    }

    private String otherBinlog() {
        return " is on another server than it was, with the same rows. Capture by the binlog has its place in the former"
                + " server's binlog, which this one does not have: changes would be lost. A replica that has taken over is followed by"
                + " GTIDs, if both servers had them since the load began (gtid_mode=ON; MariaDB: log_slave_updates). Let "
                + command("delta")
                + " --until-drained finish on the former server, or load again: " + command("data")
                + " --reset. Capture by triggers bears such a move";
    }

    private String source() {
        return "Source database " + databases.source().config().address();
    }

    private String command(String name) {
        return "gangway " + name + " --config " + config.file();
    }
}
