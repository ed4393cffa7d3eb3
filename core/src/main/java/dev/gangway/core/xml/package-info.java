/** XML files as immutable trees with line numbers, and checks of their shape that report every mistake at once. */
@NullMarked
package dev.gangway.core.xml;

import org.jspecify.annotations.NullMarked;
