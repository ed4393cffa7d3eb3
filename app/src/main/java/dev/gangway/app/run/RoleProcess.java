package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.StreamRole;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A process that has a part of a stream's work: its roles, its place among the others, and what it tells a person. */
public final class RoleProcess {
    private final MigrationContext context;
    private final Set<StreamRole> roles;
    private final Console console;
    private final StreamLog log = new StreamLog();
    private final List<RoleUnit> units = new CopyOnWriteArrayList<>();
    private final StopSignal stop;
    private final Map<StreamRole, ErrorCode> waiting = new EnumMap<>(StreamRole.class);
    private volatile Wanted wanted = Wanted.RUN;

    public RoleProcess(MigrationContext context, Set<StreamRole> roles, Console console) {
        this.context = context;
        this.roles = new TreeSet<>(roles);
        this.console = console;
        this.stop = new StopSignal(console, "role-stop-1");
    }

    /**
     * Makes sure that others can do the rest.
     *
     * @throws MigrationException USAGE where the broker would be this process's own
     */
    public static void requireShareable(MigrationConfig config, Set<StreamRole> roles) {
        if (config.kafka().isEmbedded()) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "--roles " + words(roles)
                            + " needs a Kafka cluster and a schema registry that all processes reach, and"
                            + " this configuration has none: write bootstrap-servers and schema-registry-url in <kafka>, or"
                            + " leave --roles out");
        }
    }

    private static String words(Set<StreamRole> roles) {
        return new TreeSet<>(roles).stream().map(StreamRole::word).collect(Collectors.joining(","));
    }

    /**
     * Works until it is stopped; returns the exit code, which says what is parked where the process wrote to the target or showed
     * the whole stream.
     *
     * @throws MigrationException what one of its roles could not get over by itself, or LEDGER_UNBALANCED
     */
    public int run() {
        stop.begin();
        StateSchema state = context.databases().state();
        try (RoleKeeper keeper = new RoleKeeper(state, roles, this::figures)) {
            wanted = new WantedStateStore(state).read();
            if (wanted.state() == WantedState.STOP) {
                console.say("The stream is " + wanted.text()
                        + ", and its other processes are not gone yet: start again then");
                return ExitCode.DONE;
            }
            try {
                keeper.start();
                keeper.awaitFirstLook();
                makeUnits(keeper);
                serve(keeper, state);
            } finally {
                units.forEach(RoleUnit::close);
            }
            return end(state);
        } catch (MigrationException e) {
            LastFailure.remember(state, e);
            throw e;
        } finally {
            stop.end();
        }
    }

    private int end(StateSchema state) {
        if (!roles.contains(StreamRole.SINK) && !roles.contains(StreamRole.CONTROL)) {
            return ExitCode.DONE;
        }
        LedgerView ledger = LedgerView.read(state);
        console.say(ledger.line());
        ledger.requireBalance();
        return ledger.exitCode();
    }

    private void makeUnits(RoleKeeper keeper) {
        for (StreamRole role : roles) {
            if (role != StreamRole.CONTROL) {
                var unit = new RoleUnit(context.config(), role, keeper::isOurs, wanted, console);
                units.add(unit);
                unit.start();
            }
        }
    }

    private RoleFigures figures(StreamRole role) {
        return units.stream()
                .filter(unit -> unit.role() == role)
                .findFirst()
                .map(RoleUnit::figures)
                .orElse(role == StreamRole.CONTROL ? RoleFigures.bare("RUNNING") : RoleFigures.starting());
    }

    private void serve(RoleKeeper keeper, StateSchema state) {
        console.say(
                "This process has the roles " + words(roles) + "; Ctrl-C ends it, gangway stop ends all of the stream");
        try (StreamOrders orders = new StreamOrders(state, wanted, this::obey)) {
            orders.start();
            if (roles.contains(StreamRole.CONTROL)) {
                control(keeper);
            } else {
                watch(this::tellTroubles);
            }
        }
    }

    /** Shows the whole stream, whoever does its work. */
    private void control(RoleKeeper keeper) {
        var stream = new SharedStream(keeper::processes, () -> wanted);
        try (var pipeline = new LivePipeline(context, stream, log, this::wantOfAll);
                ControlPort served = ControlPort.open(context.config().control(), pipeline, console)) {
            var teller = new StreamTeller(context, stream, console, log);
            watch(teller::look);
        } finally {
            LiveStatus.remove(LiveStatus.file(context.config()));
        }
    }

    private void watch(Runnable look) {
        while (!stop.isGiven()) {
            units.stream()
                    .map(RoleUnit::failure)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(failure -> {
                        throw failure;
                    });
            look.run();
            stop.untilNextLook();
        }
    }

    private void tellTroubles() {
        long now = System.currentTimeMillis();
        for (RoleUnit unit : units) {
            Optional<Trouble> trouble = unit.figures().trouble();
            String word = unit.role().word();
            if (trouble.isEmpty() && waiting.remove(unit.role()) != null) {
                console.say(word + " goes on");
            }
            trouble.filter(cause -> waiting.put(unit.role(), cause.error().code())
                            != cause.error().code())
                    .ifPresent(cause -> console.say(word + " " + cause.text(now)));
        }
    }

    /** What is wanted through the control port is wanted of all processes. */
    private void wantOfAll(Wanted now) {
        if (now.state() == WantedState.STOP) {
            new WantedStateStore(context.databases().state()).want(now.state(), now.cause(), now.reason());
        }
        obey(now);
    }

    private synchronized void obey(Wanted now) {
        if (now.equals(wanted)) {
            return;
        }
        wanted = now;
        units.forEach(unit -> unit.obey(now));
        log.add(now.cause().isEmpty() ? WantedStateStore.PERSON : now.cause(), now.text());
        console.say("The stream is " + now.text());
        if (now.state() == WantedState.STOP) {
            stop.give();
        }
    }
}
