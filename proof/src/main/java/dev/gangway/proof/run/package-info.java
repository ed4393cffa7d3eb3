/** Comparisons from beginning to end: what is compared, in which order, how often, and how they go on after a failure. */
@NullMarked
package dev.gangway.proof.run;

import org.jspecify.annotations.NullMarked;
