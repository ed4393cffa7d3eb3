/** Half of a circle. */
@NullMarked
package dev.gangway.app.circle.here;

import org.jspecify.annotations.NullMarked;
