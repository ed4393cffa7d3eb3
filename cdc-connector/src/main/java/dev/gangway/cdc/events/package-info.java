/**
 * What stands in a binlog, event by event, and what becomes of it: carried, of no concern, or refused by name. Knows nothing of
 * Debezium.
 */
@NullMarked
package dev.gangway.cdc.events;

import org.jspecify.annotations.NullMarked;
