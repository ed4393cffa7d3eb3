/** One port for the HTTP API, health, metrics and the console. */
@NullMarked
package dev.gangway.control;

import org.jspecify.annotations.NullMarked;
