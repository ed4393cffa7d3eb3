/** Derived rows that only commerce editions have. */
@NullMarked
package dev.gangway.derivations.commerce;

import org.jspecify.annotations.NullMarked;
