/** Handlers for entity attribute values and for attribute definitions. */
@NullMarked
package dev.gangway.core.handler.eav;

import org.jspecify.annotations.NullMarked;
