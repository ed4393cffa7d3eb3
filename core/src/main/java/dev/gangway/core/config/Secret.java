package dev.gangway.core.config;

/** A password or key: {@link #toString()} never shows it. */
public record Secret(String value) {
    public static final Secret EMPTY = new Secret("");

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "***";
    }
}
