/** Compares the rows of one source table with those of one target table through the plan. */
@NullMarked
package dev.gangway.proof.route;

import org.jspecify.annotations.NullMarked;
