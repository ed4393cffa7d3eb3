/** Handlers that look up stores, websites and products of the source. */
@NullMarked
package dev.gangway.core.handler.store;

import org.jspecify.annotations.NullMarked;
