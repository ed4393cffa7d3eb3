/** Small tables that are decided as a whole, from shadow rows and the target's rows as they were before the load. */
@NullMarked
package dev.gangway.derivations.whole;

import org.jspecify.annotations.NullMarked;
