package dev.gangway.app;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.LoginItem;
import dev.gangway.app.command.Operations;
import dev.gangway.app.command.StreamRole;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.WantedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Operations that do nothing, for tests of the command line: they remember what was asked, each call in words. */
final class RecordingOperations implements Operations {
    final List<String> calls = new ArrayList<>();
    private @Nullable MigrationConfig given;

    @Nullable
    RuntimeException failure;

    @Nullable
    Error error;

    int exitCode;

    /** The configuration of the last call. */
    MigrationConfig last() {
        return Objects.requireNonNull(given);
    }

    private int called(String call) {
        calls.add(call);
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
        return exitCode;
    }

    private int called(String command, Request request, String more) {
        given = request.config();
        return called(
                command + (request.auto() ? " auto" : "") + (request.reset().isPresent() ? " reset" : "") + more);
    }

    @Override
    public int settings(Request request, Console console) {
        return called("settings", request, "");
    }

    @Override
    public int data(Request request, Console console) {
        return called("data", request, "");
    }

    @Override
    public int delta(Request request, boolean untilDrained, Set<StreamRole> roles, Console console) {
        String as = roles.isEmpty() ? "" : " as " + new TreeSet<>(roles);
        return called("delta", request, (untilDrained ? " drained" : "") + as);
    }

    @Override
    public int run(Request request, boolean untilDrained, Console console) {
        return called("run", request, untilDrained ? " drained" : "");
    }

    @Override
    public int plan(Request request, PlanView view, Console console) {
        return called("plan", request, (view.json() ? " json" : "") + (view.coverage() ? " coverage" : ""));
    }

    @Override
    public int init(InitRequest request, Console console) {
        return called("init " + request + " " + request.config()
                + request.pack().map(name -> " " + name).orElse("")
                + request.capture().map(mode -> " " + mode).orElse("")
                + (request.source().given(LoginItem.PASSWORD).isPresent() ? " with password" : ""));
    }

    @Override
    public int integrity(IntegrityRequest request, Console console) {
        given = request.config();
        return called("integrity"
                + request.propose().map(file -> " propose " + file).orElse("")
                + request.exportOrphans().map(file -> " export " + file).orElse("")
                + (request.auto() ? " auto" : "") + (request.force() ? " force" : "")
                + (request.json() ? " json" : ""));
    }

    @Override
    public int want(MigrationConfig config, WantedState state, String reason, boolean json, Console console) {
        given = config;
        return called("want " + state + (reason.isEmpty() ? "" : " because " + reason) + (json ? " json" : ""));
    }

    @Override
    public int status(MigrationConfig config, StatusView view, Console console) {
        given = config;
        return called("status" + (view.more() ? " more" : "") + (view.json() ? " json" : ""));
    }

    @Override
    public int reset(MigrationConfig config, boolean dataOnly, ResetChoice choice, Console console) {
        given = config;
        return called(
                "reset" + (dataOnly ? " data" : "") + (choice.yes() ? " yes" : "") + (choice.dryRun() ? " dry" : ""));
    }

    @Override
    public int accept(MigrationConfig config, boolean yes, Console console) {
        given = config;
        return called("accept" + (yes ? " yes" : ""));
    }

    @Override
    public int losses(MigrationConfig config, Optional<String> table, boolean json, Console console) {
        given = config;
        return called("losses" + table.map(t -> " " + t).orElse("") + (json ? " json" : ""));
    }

    @Override
    public int cutover(CutoverRequest request, Console console) {
        given = request.config();
        return called("cutover " + request.action() + " " + request.budget()
                + request.fence().map(fence -> " " + fence).orElse("")
                + (request.hooks().isEmpty() ? "" : " " + request.hooks())
                + (request.acceptParked() ? " parked" : "") + (request.json() ? " json" : ""));
    }

    @Override
    public int cleanup(MigrationConfig config, ResetChoice choice, Console console) {
        given = config;
        return called("cleanup" + (choice.yes() ? " yes" : "") + (choice.dryRun() ? " dry" : ""));
    }
}
