/** Handlers for single paths of the shop's configuration. */
@NullMarked
package dev.gangway.core.handler.settings;

import org.jspecify.annotations.NullMarked;
