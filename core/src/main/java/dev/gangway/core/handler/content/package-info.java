/** Handlers for class names in fields and in the directives of pages, blocks and templates. */
@NullMarked
package dev.gangway.core.handler.content;

import org.jspecify.annotations.NullMarked;
