/** What keeps writes out of the source while the shop is switched, and the surety that it never stays by accident. */
@NullMarked
package dev.gangway.app.fence;

import org.jspecify.annotations.NullMarked;
