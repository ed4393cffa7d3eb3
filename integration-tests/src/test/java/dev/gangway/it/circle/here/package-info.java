/** Half of a circle. */
@NullMarked
package dev.gangway.it.circle.here;

import org.jspecify.annotations.NullMarked;
