package dev.gangway.app.diagnose;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.inspect.ServerSettings;
import dev.gangway.mysql.read.BinlogReach;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StartPointStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether capture by the binlog gets whole rows, and whether the place is still there at which it goes on. */
final class BinlogDiagnosis implements Diagnosis {
    private static final Map<String, String> WANTED =
            new TreeMap<>(Map.of("binlog_format", "ROW", "binlog_row_image", "FULL"));
    private static final Pattern FILE = Pattern.compile("(.*?)(\\d+)");

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.SOURCE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        if (scene.config().capture().mode() != CaptureConfig.Mode.BINLOG) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        settings(ServerSettings.of(scene.databases().source())).ifPresent(findings::add);
        if (scene.hasAll(Set.of(Needs.STATE)) && !scene.stream().runs()) {
            place(scene).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> settings(ServerSettings server) {
        if (!server.isOn("log_bin")) {
            return Optional.of(Finding.of(
                    Fault.SOURCE_BINLOG,
                    "log_bin is off",
                    Mend.person(
                            "write log-bin=mysql-bin, server-id=1, binlog-format=ROW and binlog-row-image=FULL into the"
                                    + " server's option file and restart it")));
        }
        var evidence = new ArrayList<String>();
        var mends = new ArrayList<Mend>();
        WANTED.forEach((name, wanted) -> {
            String value = server.get(name);
            if (!value.isEmpty() && !value.equalsIgnoreCase(wanted)) {
                evidence.add(name + " is " + value);
                mends.add(Mend.source("SET GLOBAL " + name + " = '" + wanted + "';"));
            }
        });
        if (server.get("server_id").equals("0")) {
            evidence.add("server_id is 0");
            mends.add(Mend.source("SET GLOBAL server_id = 1;"));
        }
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(Fault.SOURCE_BINLOG, evidence, mends, false));
    }

    /** A stream that runs knows its place better: it says when it is gone. */
    private static Optional<Finding> place(Scene scene) {
        return new StartPointStore(scene.databases().state())
                .find()
                .filter(start -> !start.file().isEmpty())
                .map(start -> file(start, applied(scene)))
                .filter(file ->
                        BinlogReach.of(scene.databases().source(), file, 0).isEmpty())
                .map(file -> Finding.of(
                        Fault.BINLOG_GONE,
                        "SHOW BINARY LOGS does not list " + file + ", up to which the target has everything",
                        scene.command("attach --yes")));
    }

    private static Optional<SourcePosition> applied(Scene scene) {
        return scene.place((connection, store) -> store.watermark(connection).map(SinkStateStore.Watermark::position));
    }

    /** The file of a position, named as that of the start point is. */
    static String file(StartPoint start, Optional<SourcePosition> applied) {
        Matcher name = FILE.matcher(start.file());
        if (applied.isEmpty() || !name.matches() || applied.get().compareTo(start.position()) < 0) {
            return start.file();
        }
        String digits = String.valueOf(applied.get().log());
        int width = name.group(2).length();
        return name.group(1) + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
