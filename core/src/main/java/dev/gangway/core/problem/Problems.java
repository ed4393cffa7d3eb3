package dev.gangway.core.problem;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects findings so that all of them are reported at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void error(Place place, String message) {
        found.add(new Problem(Severity.ERROR, place, message));
    }

    public void warning(Place place, String message) {
        found.add(new Problem(Severity.WARNING, place, message));
    }

    public void addAll(Problems other) {
        found.addAll(other.found);
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    /**
     * Ends the work when there are errors, with one line per error.
     *
     * @throws MigrationException with the given code
     */
    public void throwIfErrors(ErrorCode code, String headline) {
        if (!hasErrors()) {
            return;
        }
        String lines = found.stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .map(p -> "  " + p)
                .collect(Collectors.joining("\n"));
        throw new MigrationException(code, headline + "\n" + lines);
    }
}
