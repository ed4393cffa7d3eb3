/** What tables look like at a place of the binlog, and whether that still serves the plan. Pure. */
@NullMarked
package dev.gangway.cdc.structure;

import org.jspecify.annotations.NullMarked;
