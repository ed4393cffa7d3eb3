/** Handlers that turn PHP-serialized values into JSON. */
@NullMarked
package dev.gangway.core.handler.serialized;

import org.jspecify.annotations.NullMarked;
