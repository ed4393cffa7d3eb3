/** The switch from the old shop to the new one: its stages, what each proves, the way back, and what is cleared away afterwards. */
@NullMarked
package dev.gangway.app.cutover;

import org.jspecify.annotations.NullMarked;
