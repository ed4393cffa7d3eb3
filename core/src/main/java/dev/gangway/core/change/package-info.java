/** Row changes of the source and what they become on the target. */
@NullMarked
package dev.gangway.core.change;

import org.jspecify.annotations.NullMarked;
