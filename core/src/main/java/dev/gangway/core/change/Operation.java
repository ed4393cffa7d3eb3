package dev.gangway.core.change;

/** What happened to a source row (or, for TRUNCATE, to a source table). */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    TRUNCATE
}
