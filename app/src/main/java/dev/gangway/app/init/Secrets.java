package dev.gangway.app.init;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;

/** Decides how passwords and keys stand in the file: as references to the environment, or in plain text when asked for. */
final class Secrets {

    /** A variable that the written file refers to; {@code from} is where its value stands, empty when somebody gave it. */
    record Needed(String variable, String from) {}

    private final boolean plain;
    private final List<Needed> needed = new ArrayList<>();

    Secrets(boolean plain) {
        this.plain = plain;
    }

    /** @throws MigrationException USAGE for a value that the configuration would take for a reference */
    Setting setting(Setting secret, String variable) {
        if (secret.text().isEmpty()) {
            return secret;
        }
        if (plain && secret.text().contains("${")) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "The " + secret.name() + " holds ${, which a configuration reads as a reference; leave out"
                            + " --write-secrets and set " + variable);
        }
        String from = secret.origin() == Origin.DETECTED ? secret.how() + ", " : "";
        if (plain) {
            return new Setting(secret.name(), secret.text(), secret.origin(), from + "in plain text, as asked for");
        }
        needed.add(new Needed(variable, secret.how()));
        return new Setting(secret.name(), "${env:" + variable + "}", secret.origin(), from + "by the environment");
    }

    List<Needed> needed() {
        return List.copyOf(needed);
    }

    boolean isPlain() {
        return plain;
    }
}
