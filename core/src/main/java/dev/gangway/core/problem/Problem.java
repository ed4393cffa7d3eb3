package dev.gangway.core.problem;

/** One finding: what is wrong and what to write or do instead. Never thrown; see {@link Problems}. */
public record Problem(Severity severity, Place place, String message) {

    @Override
    public String toString() {
        String where = place.toString();
        return where.isEmpty() ? message : where + ": " + message;
    }
}
