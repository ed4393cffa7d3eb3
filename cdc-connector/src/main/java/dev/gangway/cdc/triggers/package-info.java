/** Capture by triggers and log tables of our own, for sources whose binlog cannot be read. */
@NullMarked
package dev.gangway.cdc.triggers;

import org.jspecify.annotations.NullMarked;
