package dev.gangway.app.check;

import dev.gangway.app.rights.RightsCheck;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Requirement;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.inspect.ServerSettings;
import dev.gangway.mysql.read.BinlogReach;
import dev.gangway.mysql.state.StartPointStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** What is asked of the source's server. */
final class SourceChecks {
    private final MigrationConfig config;
    private final Databases databases;
    private final ServerSettings server;

    SourceChecks(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
        this.server = ServerSettings.of(databases.source());
    }

    /** What the server's settings tell. */
    List<CheckItem> server() {
        var items = new ArrayList<CheckItem>();
        items.add(CheckItem.holds(
                Requirement.SOURCE, databases.source().config().address() + " answers, " + server.flavor()));
        items.add(version());
        if (config.capture().mode() == CaptureConfig.Mode.BINLOG
                && !config.steps(Mode.DELTA).isEmpty()) {
            items.add(binlog());
            items.add(kept());
            reach().ifPresent(items::add);
        }
        return items;
    }

    private CheckItem version() {
        Flavor flavor = server.flavor();
        return server.isKnownSource()
                ? CheckItem.holds(Requirement.SOURCE_VERSION, flavor + " is a server that this was made for")
                : CheckItem.warns(
                        Requirement.SOURCE_VERSION,
                        flavor + " is older than any server this was tried with",
                        "try the whole migration on a copy first");
    }

    /** Whether the user may do what any mode needs. */
    CheckItem rights() {
        List<String> missing = new RightsCheck(config, EnumSet.allOf(Mode.class)).missingOnSource();
        return missing.isEmpty()
                ? CheckItem.holds(Requirement.SOURCE_RIGHTS, server.user() + " has all that is needed")
                : CheckItem.fails(
                        Requirement.SOURCE_RIGHTS, server.user() + " lacks rights", String.join(" ", missing));
    }

    private CheckItem binlog() {
        var wrong = new ArrayList<String>();
        var settings = new ArrayList<String>();
        if (!server.isOn("log_bin")) {
            wrong.add("the binary log is off");
            settings.add("log-bin=mysql-bin");
        }
        want("binlog_format", "ROW", wrong, settings);
        want("binlog_row_image", "FULL", wrong, settings);
        if (server.get("server_id").equals("0")) {
            wrong.add("server_id is 0");
            settings.add("server-id=1");
        }
        return wrong.isEmpty()
                ? CheckItem.holds(Requirement.SOURCE_BINLOG, "written with whole rows")
                : CheckItem.fails(
                        Requirement.SOURCE_BINLOG,
                        String.join(", ", wrong),
                        String.join(", ", settings)
                                + " in the server's option file and a restart, or <capture mode=\"triggers\"/>");
    }

    private void want(String variable, String wanted, List<String> wrong, List<String> settings) {
        String value = server.get(variable);
        if (!value.isEmpty() && !value.equalsIgnoreCase(wanted)) {
            wrong.add(variable + " is " + value);
            settings.add(variable.replace('_', '-') + "=" + wanted);
        }
    }

    private CheckItem kept() {
        long hours = server.binlogHours();
        if (hours == 0) {
            return CheckItem.holds(Requirement.SOURCE_BINLOG_KEPT, "files are never deleted by the server itself");
        }
        return server.keepsBinlogLong()
                ? CheckItem.holds(Requirement.SOURCE_BINLOG_KEPT, "files are kept for %,d hours".formatted(hours))
                : CheckItem.warns(
                        Requirement.SOURCE_BINLOG_KEPT,
                        "files are kept for %,d hours only: a stream that pauses longer has lost its place"
                                .formatted(hours),
                        server.longerBinlog() + ";");
    }

    /** Only after a load has recorded where capture begins. */
    private Optional<CheckItem> reach() {
        if (!databases.state().exists()) {
            return Optional.empty();
        }
        Optional<StartPoint> start = new StartPointStore(databases.state()).find();
        return start.filter(point -> !point.file().isEmpty()).map(this::reach);
    }

    /** The stream itself may be further on: its own checkpoint is in its topics. */
    private CheckItem reach(StartPoint start) {
        Optional<BinlogReach> reach = BinlogReach.of(databases.source(), start.file(), start.offset());
        return reach.map(found -> CheckItem.holds(
                        Requirement.SOURCE_BINLOG_REACH,
                        "the load's start point %s:%d is there, with %,d older files"
                                .formatted(start.file(), start.offset(), found.filesBefore())))
                .orElseGet(() -> CheckItem.warns(
                        Requirement.SOURCE_BINLOG_REACH,
                        "the load's start point %s:%d is not there any more".formatted(start.file(), start.offset()),
                        "fine when the stream has passed it (gangway status --more); else gangway data --reset"));
    }
}
