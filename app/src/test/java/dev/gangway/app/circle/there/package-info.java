/** Half of a circle. */
@NullMarked
package dev.gangway.app.circle.there;

import org.jspecify.annotations.NullMarked;
