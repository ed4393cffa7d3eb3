package dev.gangway.app.command;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.handler.HandlerRegistry;
import dev.gangway.core.plan.HandlerCheck;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.problem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Every mistake of a configuration and of all rule files that it names, without a database. */
final class ConfigCheck {
    private final Problems problems = new Problems();

    private ConfigCheck() {}

    /** Of a file that is there. */
    static ConfigCheck of(Path file) {
        return new ConfigCheck().read(problems -> MigrationConfig.read(file, ConfigEnvironment.ofProcess(), problems));
    }

    /** Of a text that is to become that file. */
    static ConfigCheck of(Path file, String text) {
        return new ConfigCheck()
                .read(problems -> MigrationConfig.read(file, text, ConfigEnvironment.ofProcess(), problems));
    }

    private interface Reading {
        Optional<MigrationConfig> read(Problems problems);
    }

    private ConfigCheck read(Reading reading) {
        reading.read(problems).ifPresent(config -> new HandlerCheck(HandlerRegistry.load()::find)
                .check(RuleFiles.read(config, problems), problems));
        return this;
    }

    List<Problem> all() {
        return problems.all();
    }

    List<Problem> mistakes() {
        return all().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    /** Shows all of them, and how many there are. */
    void complain(Path file, Console console) {
        for (Problem problem : all()) {
            console.complain((problem.severity() == Severity.ERROR ? "error: " : "warning: ") + problem);
        }
        int errors = mistakes().size();
        if (errors > 0) {
            console.complain(errors + (errors == 1 ? " mistake" : " mistakes") + " in " + file);
        }
    }
}
