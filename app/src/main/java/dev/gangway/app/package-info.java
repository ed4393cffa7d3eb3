/** Commands and wiring. */
@NullMarked
package dev.gangway.app;

import org.jspecify.annotations.NullMarked;
