package dev.gangway.app.init;

import dev.gangway.app.command.Operations.InitRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a person types after the configuration was written, in order. */
final class NextSteps {
    private static final String COMMAND = "%-58s %s";

    private final InitRequest request;
    private final Secrets secrets;

    /** {@code secrets} has been asked for everything that is written. */
    NextSteps(InitRequest request, Secrets secrets) {
        this.request = request;
        this.secrets = secrets;
    }

    List<String> lines() {
        List<String> steps = new ArrayList<>();
        if (!secrets.needed().isEmpty()) {
            steps.add(environment());
        }
        String config = " --config " + request.config();
        steps.add(step("./gangway config check" + config, "every value and rule file"));
        steps.add(
                step("./gangway integrity" + config + " --propose overlay.xml", "what does not fit, and rules for it"));
        steps.add(step("./gangway plan" + config, "what becomes of every table"));
        steps.add(step("./gangway run" + config, "settings, data, then the stream"));
        return steps;
    }

    private static String step(String command, String purpose) {
        return COMMAND.formatted(command, purpose);
    }

    private String environment() {
        String names = secrets.needed().stream()
                .map(needed ->
                        needed.variable() + (needed.from().isEmpty() ? "" : " (it stands in " + needed.from() + ")"))
                .collect(Collectors.joining(", "));
        boolean fromFiles =
                secrets.needed().stream().anyMatch(needed -> !needed.from().isEmpty());
        return "have " + names + " in the environment of every command"
                + (fromFiles ? "; or run init again with --write-secrets" : "");
    }
}
