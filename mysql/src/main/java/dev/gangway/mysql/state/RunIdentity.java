package dev.gangway.mysql.state;

import java.util.OptionalLong;

/**
 * Which run the state belongs to.
 *
 * @param turn rises with everything that is written to the target under this identity
 * @param markId the row of the target's flag table that carries the same id and turn; empty while the target is not marked
 * @param adopted the run was begun before runs had an id, so its topics may have none
 */
public record RunIdentity(String runId, long turn, OptionalLong markId, boolean adopted) {}
