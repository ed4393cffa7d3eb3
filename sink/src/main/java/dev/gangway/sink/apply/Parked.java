package dev.gangway.sink.apply;

import dev.gangway.core.position.SourcePosition;

/**
 * A row put aside for a person.
 *
 * @param sourceTable the table of the change, or empty for a target row that lost a unique value to another row
 * @param key the row's key as {@code field=value} pairs
 * @param reason one sentence without row values
 */
public record Parked(
        String sourceTable, String targetTable, String key, SourcePosition position, String code, String reason) {}
