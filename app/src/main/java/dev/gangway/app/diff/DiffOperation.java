package dev.gangway.app.diff;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.DiffOperations;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Logging;
import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.RunFolder;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.DiffStore.Run;
import dev.gangway.proof.store.FindingStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares source and target and tells the result. */
public final class DiffOperation implements DiffOperations {
    private static final int SAMPLES = 10;

    @Override
    public int diff(MigrationConfig config, List<String> only, Show show, Console console) {
        RunFolder.log(config).ifPresent(Logging::setRunFile);
        try (MigrationContext context = MigrationContext.open(config)) {
            DiffInput input = DiffInputs.of(context);
            var diff = new DiffRun(input, DiffProgress.on(console));
            return go(input, diff, diff.create(only), show, console);
        }
    }

    @Override
    public int resume(MigrationConfig config, @Nullable Long run, Show show, Console console) {
        RunFolder.log(config).ifPresent(Logging::setRunFile);
        try (MigrationContext context = MigrationContext.open(config)) {
            DiffInput input = DiffInputs.of(context);
            Run found = find(config, input.state(), run);
            return go(input, new DiffRun(input, DiffProgress.on(console)), found, show, console);
        }
    }

    private static int go(DiffInput input, DiffRun diff, Run run, Show show, Console console) {
        if (!run.state().equals(DiffStore.DONE)) {
            console.say("Comparison " + run.id() + " begins: gangway diff stop ends it, gangway diff resume goes on");
            diff.go(run);
        }
        return tell(input, run.id(), show, console);
    }

    @Override
    public int show(MigrationConfig config, @Nullable Long run, Show show, Console console) {
        try (MigrationContext context = MigrationContext.open(config)) {
            DiffInput input = DiffInputs.of(context);
            return tell(input, find(config, input.state(), run).id(), show, console);
        }
    }

    static int tell(DiffInput input, long id, Show show, Console console) {
        var store = new DiffStore(input.state());
        Run run = store.find(id).orElseThrow();
        DiffResult result = DiffResult.read(store, run);
        Map<FindingStore.Stored, dev.gangway.proof.find.Finding> samples =
                new DiffRun(input, dev.gangway.proof.run.DiffListener.SILENT).samples(run, SAMPLES);
        console.result(
                show.json() ? new DiffJson(result, samples).text() : new DiffText(result, samples, show.all()).text());
        return result.isEqual() ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }

    @Override
    public int stop(MigrationConfig config, @Nullable Long run, Console console) {
        StateSchema state = Databases.of(config).state();
        var store = new DiffStore(state);
        Run found = find(config, state, run);
        if (!found.state().equals(DiffStore.RUNNING)) {
            console.say("Comparison " + found.id() + " does not run: it is " + found.state());
            return ExitCode.DONE;
        }
        store.setState(found.id(), DiffStore.STOPPED);
        console.say("Comparison " + found.id() + " ends after its chunk: gangway diff resume goes on");
        return ExitCode.DONE;
    }

    @Override
    public int delete(MigrationConfig config, @Nullable Long run, Console console) {
        StateSchema state = Databases.of(config).state();
        Run found = find(config, state, run);
        var store = new DiffStore(state);
        if (found.state().equals(DiffStore.RUNNING)) {
            store.setState(found.id(), DiffStore.STOPPED);
        }
        try (RunLock lock = RunLock.take(state, "diff")) {
            store.delete(found.id());
        }
        console.say("Comparison " + found.id() + " is forgotten");
        return ExitCode.DONE;
    }

    static Run find(MigrationConfig config, StateSchema state, @Nullable Long run) {
        if (state.exists()) {
            state.open();
            var found = new DiffStore(state).find(run);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new MigrationException(
                ErrorCode.USAGE,
                "There is no comparison" + (run == null ? "" : " " + run) + ": gangway diff --config " + config.file()
                        + " makes one");
    }
}
