/** Commands that have rows of the source sent through the running stream again. */
@NullMarked
package dev.gangway.app.reemit;

import org.jspecify.annotations.NullMarked;
