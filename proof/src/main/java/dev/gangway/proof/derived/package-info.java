/** Compares derived rows with what recomputing them gives, in transactions that are rolled back. */
@NullMarked
package dev.gangway.proof.derived;

import org.jspecify.annotations.NullMarked;
