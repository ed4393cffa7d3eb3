package dev.gangway.bulkloader.progress;

import dev.gangway.core.problem.Severity;

/** One result of an integrity or volume check, for people. Only an error makes the check fail. */
public record Finding(Severity severity, String message) {

    public static Finding error(String message) {
        return new Finding(Severity.ERROR, message);
    }

    public static Finding warning(String message) {
        return new Finding(Severity.WARNING, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
