package dev.gangway.app.diagnose;

import dev.gangway.core.config.MigrationConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What mends a fault, to be done as it is written.
 *
 * @param text a command, a statement, or for {@link Where#PERSON} what to do
 */
record Mend(Where where, String text) {
    private static final Pattern COMMAND = Pattern.compile(
            "gangway (run|settings|data|delta|attach|accept|reset|resume|repair|replay|stop)(?: --config \\S+?)?((?: --reset)?)(?=[.,:;)]*(?:\\s|$))");

    /** These do nothing without a yes; a load asks before its reset. */
    private static final Set<String> ASKING = Set.of("attach", "accept", "reset");

    /** Where it is done. */
    enum Where {
        SHELL("$ "),
        SOURCE("source> "),
        TARGET("target> "),
        PERSON("");

        private final String prompt;

        Where(String prompt) {
            this.prompt = prompt;
        }
    }

    /** {@code command} is its words and then its options, each beginning with two dashes. */
    static Mend command(MigrationConfig config, String command) {
        int options = command.indexOf(" --");
        int end = options < 0 ? command.length() : options;
        return new Mend(
                Where.SHELL,
                "gangway " + command.substring(0, end) + " --config " + config.file() + command.substring(end));
    }

    static Mend source(String statement) {
        return new Mend(Where.SOURCE, statement);
    }

    static Mend target(String statement) {
        return new Mend(Where.TARGET, statement);
    }

    static Mend person(String what) {
        return new Mend(Where.PERSON, what);
    }

    /** The commands that an error's message names, in its order; a person is to read it when it names none. */
    static List<Mend> named(MigrationConfig config, String message) {
        Set<Mend> mends = new LinkedHashSet<>();
        Matcher command = COMMAND.matcher(message);
        while (command.find()) {
            boolean asks =
                    ASKING.contains(command.group(1)) || !command.group(2).isEmpty();
            String yes = asks ? " --yes" : "";
            mends.add(command(config, command.group(1) + command.group(2) + yes));
        }
        return mends.isEmpty() ? List.of(person("what the message says")) : new ArrayList<>(mends);
    }

    @Override
    public String toString() {
        return where.prompt + text;
    }
}
