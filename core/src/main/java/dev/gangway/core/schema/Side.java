package dev.gangway.core.schema;

/** The two databases, in the words of the rule files. */
public enum Side {
    SOURCE,
    DESTINATION;

    public Side opposite() {
        return this == SOURCE ? DESTINATION : SOURCE;
    }
}
