/** All derivations of a shop. */
@NullMarked
package dev.gangway.derivations.shop;

import org.jspecify.annotations.NullMarked;
