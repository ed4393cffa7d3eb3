package dev.gangway.app.init;

import dev.gangway.app.rights.NeededRights;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.mysql.inspect.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what keeps the source's changes from being captured, for either way of capture, and which way is ready. */
final class CaptureAdvisor {
    private static final List<String> BINLOG = List.of("RELOAD", "REPLICATION SLAVE", "REPLICATION CLIENT");

    private final Looked source;
    private final ServerSettings server;

    CaptureAdvisor(Looked source) {
        this.source = source;
        this.server = source.server();
    }

    /** The way that is asked for, else the one that needs nothing more; the binlog when both or none do. */
    CaptureConfig.Mode mode(Optional<CaptureConfig.Mode> given) {
        if (given.isPresent()) {
            return given.get();
        }
        return !obstacles(CaptureConfig.Mode.BINLOG).isEmpty()
                        && obstacles(CaptureConfig.Mode.TRIGGERS).isEmpty()
                ? CaptureConfig.Mode.TRIGGERS
                : CaptureConfig.Mode.BINLOG;
    }

    /** Obstacles of the chosen way, and whether the other one would have none. */
    List<Advice> advice(CaptureConfig.Mode mode) {
        List<Advice> advice = new ArrayList<>(obstacles(mode));
        boolean binlog = mode == CaptureConfig.Mode.BINLOG;
        CaptureConfig.Mode other = binlog ? CaptureConfig.Mode.TRIGGERS : CaptureConfig.Mode.BINLOG;
        if (!advice.isEmpty() && obstacles(other).isEmpty()) {
            advice.add(Advice.notes(
                    "capture by " + (binlog ? "triggers" : "the binlog") + " would need nothing more",
                    "<capture mode=\"" + (binlog ? "triggers" : "binlog") + "\"/>"));
        }
        if (binlog && server.isOn("log_bin")) {
            retention().ifPresent(advice::add);
        }
        return advice;
    }

    private List<Advice> obstacles(CaptureConfig.Mode mode) {
        return mode == CaptureConfig.Mode.BINLOG ? binlogObstacles() : triggerObstacles();
    }

    private List<Advice> binlogObstacles() {
        var advice = new ArrayList<Advice>();
        if (source.database().config().socket() != null) {
            advice.add(Advice.blocks(
                    "the source is reached by a socket, through which its binary log cannot be read",
                    "give --source-host a name or an address"));
        }
        require("log_bin", "ON", "the source's binary log is off", "log-bin=mysql-bin and a server-id", advice);
        require("binlog_format", "ROW", "the source's binary log is not in row format", "binlog-format=ROW", advice);
        require(
                "binlog_row_image",
                "FULL",
                "the source's binary log leaves out columns",
                "binlog-row-image=FULL",
                advice);
        List<String> missing = source.grants().missingGlobally(BINLOG);
        if (!source.grants().has("SELECT", source.schemaName())) {
            advice.add(missing(
                    "the source's user may not read the shop",
                    "GRANT SELECT ON " + source.grants().pattern(source.schemaName()) + ".* TO "
                            + server.quotedUser()));
        }
        if (!missing.isEmpty()) {
            advice.add(missing(
                    "the source's user may not read the binary log",
                    "GRANT " + String.join(", ", missing) + " ON *.* TO " + server.quotedUser()));
        }
        return advice;
    }

    private void require(String variable, String wanted, String problem, String setting, List<Advice> advice) {
        String value = server.get(variable);
        boolean ok = value.isEmpty() || value.equalsIgnoreCase(wanted) || wanted.equals("ON") && server.isOn(variable);
        if (!ok) {
            advice.add(Advice.blocks(
                    problem + " (" + variable + " is " + value + ")",
                    "set " + setting + " in the server's option file and restart it"));
        }
    }

    private List<Advice> triggerObstacles() {
        var advice = new ArrayList<Advice>();
        List<String> missing = source.grants().missing(NeededRights.CAPTURE_BY_TRIGGERS, source.schemaName());
        if (!missing.isEmpty()) {
            advice.add(missing(
                    "the source's user may not install triggers",
                    "GRANT " + String.join(", ", missing) + " ON "
                            + source.grants().pattern(source.schemaName()) + ".* TO " + server.quotedUser()));
        }
        boolean trusted = server.isOn("log_bin_trust_function_creators")
                || source.grants().hasGlobally("SUPER")
                || source.grants().hasGlobally("SET_USER_ID");
        if (server.isOn("log_bin") && !trusted) {
            advice.add(Advice.blocks(
                    "the source refuses triggers of users without SUPER while its binary log is on",
                    "SET GLOBAL log_bin_trust_function_creators = 1"));
        }
        return advice;
    }

    private Advice missing(String text, String statement) {
        String from = source.grants().hasRoles() ? ", unless one of its roles gives the right" : "";
        return Advice.blocks(text + from, statement + ";");
    }

    private Optional<Advice> retention() {
        return server.keepsBinlogLong()
                ? Optional.empty()
                : Optional.of(Advice.warns(
                        "the source keeps binary logs for " + server.binlogHours()
                                + " hours only: a migration that pauses longer has to load again",
                        server.longerBinlog()));
    }
}
