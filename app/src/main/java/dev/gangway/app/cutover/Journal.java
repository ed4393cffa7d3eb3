package dev.gangway.app.cutover;

import dev.gangway.app.command.Console;
import dev.gangway.app.wiring.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the person and the log how the night goes, and collects the facts of the report. Thread-safe. */
final class Journal {
    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

    private final Console console;
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Journal(Console console) {
        this.console = console;
    }

    /** Progress. */
    void say(String line) {
        LOGGER.atInfo().addKeyValue("line", line).log("Cutover");
        console.say(line);
    }

    /** What a person must not overlook, also one who asked for quiet. */
    void warn(String line) {
        LOGGER.atWarn().addKeyValue("line", line).log("Cutover");
        console.complain(line);
    }

    synchronized void fact(String name, Object value) {
        facts.put(name, value);
    }

    synchronized String json() {
        return Json.of(new LinkedHashMap<>(facts));
    }
}
