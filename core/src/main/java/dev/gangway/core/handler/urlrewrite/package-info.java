/** Url rewrites. */
@NullMarked
package dev.gangway.core.handler.urlrewrite;

import org.jspecify.annotations.NullMarked;
