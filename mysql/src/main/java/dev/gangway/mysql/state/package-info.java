/** The run's own tables on the target server: start point, checkpoints, offsets, ledger, parked changes. */
@NullMarked
package dev.gangway.mysql.state;

import org.jspecify.annotations.NullMarked;
