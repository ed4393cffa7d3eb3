/** Handlers that need nothing but the row: constants, maps of values, dates, addresses. */
@NullMarked
package dev.gangway.core.handler.value;

import org.jspecify.annotations.NullMarked;
