/** {@code gangway integrity}: what does not fit, grouped by extension and cause, and the overlay that would make it fit. */
@NullMarked
package dev.gangway.app.integrity;

import org.jspecify.annotations.NullMarked;
