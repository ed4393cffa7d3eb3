package dev.gangway.app.command;

import dev.gangway.app.command.CutoverOperations.CutoverAction;
import dev.gangway.app.command.CutoverOperations.CutoverRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gangway cutover}: switches the shop over, rehearses it, or goes back. */
@Command(
        name = "cutover",
        description = "Switch the shop over beside a running stream: fence the source, prove the target, done or back.",
        footer = {
            "",
            "Stages with hooks: precheck, fence (before writes are kept out), switch (when all is proved), done, back-out."
        })
public final class CutoverCommand implements Callable<Integer> {
    private static final List<String> HOOK_STAGES = List.of("precheck", "fence", "switch", "done", "back-out");
    private static final Pattern TIME = Pattern.compile("(\\d{1,5})(s|m)?");

    private final CutoverOperations operations;
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @ArgGroup
    private final Action action = new Action();

    /** At most one of these; none is the switch itself. */
    static final class Action {
        @Option(names = "--dry-run", description = "Say what would be done and how long it would take; change nothing.")
        private boolean dryRun;

        @Option(
                names = "--rehearse",
                description =
                        "Do all but the last stage on the live pair, let writes through again, and say how long it took.")
        private boolean rehearse;

        @Option(
                names = "--back-out",
                description = "Let writes through to the source again, after a killed cutover or after the switch.")
        private boolean backOut;

        @Option(names = "--status", description = "Show how it stands, and what was written to the source too late.")
        private boolean status;

        CutoverAction chosen() {
            if (dryRun) {
                return CutoverAction.DRY_RUN;
            }
            if (rehearse) {
                return CutoverAction.REHEARSE;
            }
            if (backOut) {
                return CutoverAction.BACK_OUT;
            }
            return status ? CutoverAction.STATUS : CutoverAction.SWITCH;
        }
    }

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long each wait before the fence, and all behind it together, may take (default: 60s).")
    private String budget = "60s";

    @Option(
            names = "--fence",
            paramLabel = "read-only|triggers|hook:CMD",
            description =
                    "How writes are kept out of the source (default: read-only, or triggers where that cannot be).")
    private @Nullable String fence;

    @Option(
            names = "--hook",
            paramLabel = "STAGE:CMD",
            description = "Run a command at a stage; may be given several times.")
    private final List<String> hooks = new ArrayList<>();

    @Option(
            names = "--logins",
            paramLabel = "FILE",
            description = "Addresses and passwords, one login a line, that must be right in the target.")
    private @Nullable Path logins;

    @Option(
            names = "--check-rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Largest table to be compared while writes are kept out (default: 200000 rows).")
    private long checkRows = 200_000;

    @Option(names = "--accept-parked", description = "Switch although changes are parked.")
    private boolean acceptParked;

    @Option(names = "--accept-differences", description = "Switch although rows differ; they are listed.")
    private boolean acceptDifferences;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before going back after the switch.")
    private boolean yes;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    public CutoverCommand(CutoverOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        Duration time = duration();
        Map<String, List<String>> commands = hooksByStage();
        var request = new CutoverRequest(
                file.load(console),
                action.chosen(),
                time,
                Optional.ofNullable(fence),
                commands,
                Optional.ofNullable(logins),
                checkRows,
                acceptParked,
                acceptDifferences,
                yes,
                json);
        return operations.cutover(request, console);
    }

    private Duration duration() {
        Matcher time = TIME.matcher(budget);
        if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
            throw new ParameterException(
                    command.commandLine(), "\"" + budget + "\" is no time; write --budget 90s or --budget 2m");
        }
        long number = Long.parseLong(time.group(1));
        return "m".equals(time.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }

    private Map<String, List<String>> hooksByStage() {
        var byStage = new LinkedHashMap<String, List<String>>();
        for (String hook : hooks) {
            int colon = hook.indexOf(':');
            String stage = colon < 0 ? hook : hook.substring(0, colon);
            if (colon < 0
                    || !HOOK_STAGES.contains(stage)
                    || hook.substring(colon + 1).isBlank()) {
                throw new ParameterException(
                        command.commandLine(),
                        "\"" + hook + "\" is no hook; write --hook STAGE:CMD with a stage of "
                                + String.join(", ", HOOK_STAGES));
            }
            byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(hook.substring(colon + 1));
        }
        return byStage;
    }
}
