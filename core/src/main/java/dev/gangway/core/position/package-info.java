/** Places in the source's stream of changes. */
@NullMarked
package dev.gangway.core.position;

import org.jspecify.annotations.NullMarked;
