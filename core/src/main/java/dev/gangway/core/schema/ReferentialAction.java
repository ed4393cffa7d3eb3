package dev.gangway.core.schema;

/** What a foreign key does to the children when the parent is deleted or its key changes. */
public enum ReferentialAction {
    RESTRICT,
    CASCADE,
    SET_NULL
}
