/** Url rewrites of both generations of shops. */
@NullMarked
package dev.gangway.bulkloader.urlrewrite;

import org.jspecify.annotations.NullMarked;
