package dev.gangway.control.pipeline;

/**
 * Rows put aside for one reason.
 *
 * @param table the source table; empty when the rows are the target's own
 * @param code see the reference of errors
 * @param byLoad put aside by the load, not by the stream
 * @param displaced the rows gave way to newer ones with the same unique value
 */
public record ParkedStatus(
        String table, String targetTable, String code, long rows, boolean byLoad, boolean displaced, String reason) {}
