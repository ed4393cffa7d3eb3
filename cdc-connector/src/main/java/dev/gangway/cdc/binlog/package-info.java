/** Capture from the source's binary log by an embedded Debezium engine. */
@NullMarked
package dev.gangway.cdc.binlog;

import org.jspecify.annotations.NullMarked;
