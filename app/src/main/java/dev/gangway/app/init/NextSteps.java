package dev.gangway.app.init;

import dev.gangway.app.command.Operations.InitRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person types after the configuration was written, in order. */
final class NextSteps {
    private final InitRequest request;
    private final Secrets secrets;

    /** {@code secrets} has been asked for everything that is written. */
    NextSteps(InitRequest request, Secrets secrets) {
        this.request = request;
        this.secrets = secrets;
    }

    List<String> lines() {
        String config = " --config " + request.config();
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("./gangway config check" + config, "every value and rule file");
        commands.put("./gangway integrity" + config + " --propose overlay.xml", "what does not fit, and rules for it");
        commands.put("./gangway plan" + config, "what becomes of every table");
        commands.put("./gangway run" + config, "settings, data, then the stream");
        int width = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> steps = new ArrayList<>();
        if (!secrets.needed().isEmpty()) {
            steps.add(environment());
        }
        commands.forEach((command, purpose) -> steps.add(("%-" + width + "s  %s").formatted(command, purpose)));
        return steps;
    }

    private String environment() {
        boolean fromFiles =
                secrets.needed().stream().anyMatch(needed -> !needed.from().isEmpty());
        if (!fromFiles) {
            return "have "
                    + secrets.needed().stream().map(Secrets.Needed::variable).collect(Collectors.joining(", "))
                    + " in the environment of every command";
        }
        return "have these in the environment of every command, or run init again with --write-secrets:"
                + secrets.needed().stream()
                        .map(needed -> "\n       " + needed.variable()
                                + (needed.from().isEmpty() ? "" : " (the value stands in " + needed.from() + ")"))
                        .collect(Collectors.joining());
    }
}
