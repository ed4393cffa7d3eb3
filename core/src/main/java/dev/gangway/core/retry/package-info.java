/** Doing work again that failed with what may pass by itself. */
@NullMarked
package dev.gangway.core.retry;

import org.jspecify.annotations.NullMarked;
