/** What is kept of comparisons in the state schema, so that they can be shown, resumed and repaired. */
@NullMarked
package dev.gangway.proof.store;

import org.jspecify.annotations.NullMarked;
