package dev.gangway.it.container;

import dev.gangway.embedded.process.Command;
import dev.gangway.embedded.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The servers and Gangway of docker-compose.yml, under a project name and on ports of their own. */
public final class Compose implements AutoCloseable {
    /** The folder of the file. */
    public static final Path HOME =
            Path.of(System.getProperty("gangway.home", "..")).toAbsolutePath().normalize();

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final List<String> PROJECT =
            List.of("docker", "compose", "--project-name", "gangway-it", "--profile", "gangway");

    private final Map<String, String> environment =
            new HashMap<>(Map.of("GANGWAY_CONTROL_TOKEN", SECRET, "GANGWAY_CRYPT_KEY", SECRET));
    private final Map<String, Integer> ports = new HashMap<>();

    public Compose() {
        for (String service : List.of("source", "target", "kafka", "registry", "control", "prometheus", "grafana")) {
            int port = FreePorts.next();
            ports.put(service, port);
            environment.put("GANGWAY_" + service.toUpperCase(Locale.ROOT) + "_PORT", String.valueOf(port));
        }
    }

    /** The port of this machine at which a service answers; that of Gangway is called {@code control}. */
    public int port(String service) {
        return Objects.requireNonNull(ports.get(service), service);
    }

    /** Sets a variable of the file for all that follows. */
    public void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Runs a command of {@code docker compose}, which must succeed; returns what it printed. */
    public String run(String... words) {
        Command.Result result = attempt(words);
        if (!result.isSuccess()) {
            throw new AssertionError(String.join(" ", words) + ": " + result.summary() + logs());
        }
        return result.output().strip();
    }

    /** Runs a command of {@code docker compose}, which may fail. */
    public Command.Result attempt(String... words) {
        List<String> all = new ArrayList<>(PROJECT);
        all.addAll(List.of(words));
        return execute(all);
    }

    /** What the engine knows of a service's container, as a Go template has it. */
    public String inspect(String service, String template) {
        Command.Result result =
                execute(List.of("docker", "inspect", "--format", template, run("ps", "--all", "--quiet", service)));
        return result.output().strip();
    }

    private Command.Result execute(List<String> words) {
        Command command = Command.of(HOME, words);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            command = command.withEnvironment(variable.getKey(), variable.getValue());
        }
        return command.run(LIMIT);
    }

    private String logs() {
        return "\n" + attempt("ps", "--all").output()
                + attempt("logs", "--tail", "40").output();
    }

    /** Ends the containers and deletes their data. */
    @Override
    public void close() {
        attempt("down", "--volumes", "--timeout", "5");
    }
}
