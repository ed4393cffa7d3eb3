/** Handlers for product images. */
@NullMarked
package dev.gangway.core.handler.gallery;

import org.jspecify.annotations.NullMarked;
