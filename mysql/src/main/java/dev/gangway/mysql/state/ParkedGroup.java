package dev.gangway.mysql.state;

/**
 * Changes that wait for one reason.
 *
 * @param retried of how many the row was asked for anew and has not come yet
 */
public record ParkedGroup(ParkedKind kind, long retried) {}
