/** What a shop's own files say about its database, key and release, read without running any of them. */
@NullMarked
package dev.gangway.app.shopfiles;

import org.jspecify.annotations.NullMarked;
