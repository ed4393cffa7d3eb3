/** Brings server packages from the ordinary package registries into the user's cache, once, checked and whole. */
@NullMarked
package dev.gangway.embedded.store;

import org.jspecify.annotations.NullMarked;
