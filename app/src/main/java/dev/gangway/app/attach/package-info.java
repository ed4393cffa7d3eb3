/** Begins a stream anew on a loaded target and brings what was missed meanwhile. */
@NullMarked
package dev.gangway.app.attach;

import org.jspecify.annotations.NullMarked;
