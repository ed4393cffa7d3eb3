/** Mends what a comparison has found: source rows are sent through the stream again, derived rows are recomputed. */
@NullMarked
package dev.gangway.proof.repair;

import org.jspecify.annotations.NullMarked;
