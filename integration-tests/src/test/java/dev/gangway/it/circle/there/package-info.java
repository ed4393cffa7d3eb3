/** Half of a circle. */
@NullMarked
package dev.gangway.it.circle.there;

import org.jspecify.annotations.NullMarked;
