/** Servers of tests in containers. */
@NullMarked
package dev.gangway.it.container;

import org.jspecify.annotations.NullMarked;
