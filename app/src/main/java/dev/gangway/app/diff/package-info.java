/** The commands that compare source and target and mend what differs. */
@NullMarked
package dev.gangway.app.diff;

import org.jspecify.annotations.NullMarked;
